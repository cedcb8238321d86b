// Written by scripts/endpoints.mjs from the contracts in shared; run it instead of editing this file.

export const ENDPOINTS = {
  'accounts.requestSmsCode': { method: 'POST', path: '/v1/auth/sms' },
  'accounts.verifySmsCode': { method: 'POST', path: '/v1/auth/sms/verify' },
  'accounts.signInWithWechat': { method: 'POST', path: '/v1/auth/wechat' },
  'accounts.attachWechatPhone': { method: 'POST', path: '/v1/auth/wechat/phone' },
  'accounts.getMe': { method: 'GET', path: '/v1/me' },
  'accounts.updateMe': { method: 'POST', path: '/v1/me' },
  'accounts.signOut': { method: 'POST', path: '/v1/auth/logout' },
  'accounts.listMessageConsents': { method: 'GET', path: '/v1/me/message-consents' },
  'accounts.recordMessageConsents': { method: 'POST', path: '/v1/me/message-consents' },
  'merchants.getMerchant': { method: 'GET', path: '/v1/merchants/{merchantId}' },
  'merchants.openMerchant': { method: 'POST', path: '/v1/merchants' },
  'merchants.listMerchantsToApprove': { method: 'GET', path: '/v1/operator/merchants' },
  'merchants.approveMerchant': {
    method: 'POST',
    path: '/v1/operator/merchants/{merchantId}/approve',
  },
  'merchants.addStore': { method: 'POST', path: '/v1/merchants/{merchantId}/stores' },
  'merchants.listStaff': { method: 'GET', path: '/v1/merchants/{merchantId}/staff' },
  'merchants.inviteStaff': { method: 'POST', path: '/v1/merchants/{merchantId}/staff' },
  'merchants.endStaff': { method: 'POST', path: '/v1/merchants/{merchantId}/staff/{staffId}/end' },
  'merchants.getPrincipalCaps': {
    method: 'GET',
    path: '/v1/merchants/{merchantId}/principal-caps',
  },
  'merchants.setPrincipalCaps': {
    method: 'POST',
    path: '/v1/merchants/{merchantId}/principal-caps',
  },
  'merchants.getScene': { method: 'GET', path: '/v1/scenes/{scene}' },
  'merchants.getStoreAppCode': {
    method: 'GET',
    path: '/v1/merchants/{merchantId}/stores/{storeId}/app-code',
  },
  'members.listMerchants': { method: 'GET', path: '/v1/merchants' },
  'cards.getExchangeTable': { method: 'GET', path: '/v1/merchants/{merchantId}/exchange-table' },
  'cards.setExchangeTable': { method: 'POST', path: '/v1/merchants/{merchantId}/exchange-table' },
  'cards.getMyPoints': { method: 'GET', path: '/v1/me/cards/{cardId}/points' },
  'cards.listMyPointsEntries': { method: 'GET', path: '/v1/me/cards/{cardId}/points/entries' },
  'cards.exchangePoints': {
    method: 'POST',
    path: '/v1/me/cards/{cardId}/exchanges',
    idempotent: true,
  },
  'cards.joinMerchant': { method: 'POST', path: '/v1/merchants/{merchantId}/memberships' },
  'cards.getMyAppCode': { method: 'GET', path: '/v1/me/cards/{cardId}/app-code' },
  'cards.listMyCards': { method: 'GET', path: '/v1/me/cards' },
  'cards.getMyCard': { method: 'GET', path: '/v1/me/cards/{cardId}' },
  'cards.listMyEntries': { method: 'GET', path: '/v1/me/cards/{cardId}/entries' },
  'cards.getPayCode': { method: 'POST', path: '/v1/me/cards/{cardId}/pay-code' },
  'cards.listCardTypes': { method: 'GET', path: '/v1/merchants/{merchantId}/card-types' },
  'cards.findMembers': { method: 'GET', path: '/v1/merchants/{merchantId}/members' },
  'cards.getMemberCard': { method: 'GET', path: '/v1/merchants/{merchantId}/cards/{cardId}' },
  'cards.registerMember': { method: 'POST', path: '/v1/merchants/{merchantId}/members' },
  'cards.freezeMyCard': { method: 'POST', path: '/v1/me/cards/{cardId}/freeze', idempotent: true },
  'cards.unfreezeMyCard': {
    method: 'POST',
    path: '/v1/me/cards/{cardId}/unfreeze',
    idempotent: true,
  },
  'cards.replaceMyCard': {
    method: 'POST',
    path: '/v1/me/cards/{cardId}/replace',
    idempotent: true,
  },
  'cards.freezeCard': {
    method: 'POST',
    path: '/v1/merchants/{merchantId}/cards/{cardId}/freeze',
    idempotent: true,
  },
  'cards.unfreezeCard': {
    method: 'POST',
    path: '/v1/merchants/{merchantId}/cards/{cardId}/unfreeze',
    idempotent: true,
  },
  'cards.replaceCard': {
    method: 'POST',
    path: '/v1/merchants/{merchantId}/cards/{cardId}/replace',
    idempotent: true,
  },
  'cards.correctCard': {
    method: 'POST',
    path: '/v1/merchants/{merchantId}/cards/{cardId}/corrections',
    idempotent: true,
  },
  'cards.getMyPin': { method: 'GET', path: '/v1/me/cards/{cardId}/pin' },
  'cards.requestPinCode': { method: 'POST', path: '/v1/me/cards/{cardId}/pin/sms' },
  'cards.setMyPin': { method: 'POST', path: '/v1/me/cards/{cardId}/pin' },
  'cards.removeMyPin': { method: 'POST', path: '/v1/me/cards/{cardId}/pin/remove' },
  'campaigns.listRechargeOffers': {
    method: 'GET',
    path: '/v1/merchants/{merchantId}/recharge-offers',
  },
  'recharges.createRecharge': {
    method: 'POST',
    path: '/v1/merchants/{merchantId}/recharges',
    idempotent: true,
  },
  'recharges.listCardRecharges': {
    method: 'GET',
    path: '/v1/merchants/{merchantId}/cards/{cardId}/recharges',
  },
  'recharges.getRefundViews': {
    method: 'GET',
    path: '/v1/merchants/{merchantId}/recharges/{rechargeId}/refund-views',
  },
  'recharges.listRefunds': {
    method: 'GET',
    path: '/v1/merchants/{merchantId}/recharges/{rechargeId}/refunds',
  },
  'recharges.getMyRefund': { method: 'GET', path: '/v1/me/cards/{cardId}/refunds/{refundId}' },
  'recharges.openRefund': {
    method: 'POST',
    path: '/v1/merchants/{merchantId}/recharges/{rechargeId}/refunds',
    idempotent: true,
  },
  'recharges.payOutRefund': {
    method: 'POST',
    path: '/v1/merchants/{merchantId}/refunds/{refundId}/pay-out',
    idempotent: true,
  },
  'recharges.payRefundByWechat': {
    method: 'POST',
    path: '/v1/merchants/{merchantId}/refunds/{refundId}/wechat',
    idempotent: true,
  },
  'recharges.cancelRefund': {
    method: 'POST',
    path: '/v1/merchants/{merchantId}/refunds/{refundId}/cancel',
    idempotent: true,
  },
  'rechargeCards.createRechargeCardBatch': {
    method: 'POST',
    path: '/v1/merchants/{merchantId}/recharge-card-batches',
    idempotent: true,
  },
  'rechargeCards.listRechargeCardBatches': {
    method: 'GET',
    path: '/v1/merchants/{merchantId}/recharge-card-batches',
  },
  'rechargeCards.getRechargeCardBatch': {
    method: 'GET',
    path: '/v1/merchants/{merchantId}/recharge-card-batches/{batchId}',
  },
  'rechargeCards.listRechargeCards': {
    method: 'GET',
    path: '/v1/merchants/{merchantId}/recharge-card-batches/{batchId}/cards',
  },
  'rechargeCards.voidRechargeCardBatch': {
    method: 'POST',
    path: '/v1/merchants/{merchantId}/recharge-card-batches/{batchId}/void',
  },
  'rechargeCards.voidRechargeCard': {
    method: 'POST',
    path: '/v1/merchants/{merchantId}/recharge-cards/{rechargeCardId}/void',
  },
  'rechargeCards.findRechargeCard': {
    method: 'POST',
    path: '/v1/merchants/{merchantId}/recharge-cards/look-up',
  },
  'rechargeCards.sellRechargeCard': {
    method: 'POST',
    path: '/v1/merchants/{merchantId}/recharge-card-sales',
    idempotent: true,
  },
  'rechargeCards.previewRechargeCard': { method: 'POST', path: '/v1/me/recharge-cards/preview' },
  'rechargeCards.loadRechargeCard': {
    method: 'POST',
    path: '/v1/me/recharge-cards/load',
    idempotent: true,
  },
  'rechargeOrders.getRechargeTerms': {
    method: 'GET',
    path: '/v1/me/cards/{cardId}/recharge-terms',
  },
  'rechargeOrders.createRechargeOrder': {
    method: 'POST',
    path: '/v1/me/cards/{cardId}/recharge-orders',
    idempotent: true,
  },
  'rechargeOrders.getRechargeOrder': {
    method: 'GET',
    path: '/v1/me/cards/{cardId}/recharge-orders/{orderId}',
  },
  'rechargeOrders.listMyRechargeOrders': {
    method: 'GET',
    path: '/v1/me/cards/{cardId}/recharge-orders',
  },
  'rechargeOrders.listRechargeOrders': {
    method: 'GET',
    path: '/v1/merchants/{merchantId}/recharge-orders',
  },
  'rechargeOrders.listReconciliations': {
    method: 'GET',
    path: '/v1/merchants/{merchantId}/reconciliations',
  },
  'payees.getPayee': { method: 'GET', path: '/v1/merchants/{merchantId}/payee' },
  'payees.enterPayee': { method: 'POST', path: '/v1/merchants/{merchantId}/payee' },
  'payees.testPayee': { method: 'POST', path: '/v1/merchants/{merchantId}/payee/test' },
  'redemptions.previewRedemption': {
    method: 'POST',
    path: '/v1/merchants/{merchantId}/redemptions/preview',
  },
  'redemptions.redeem': {
    method: 'POST',
    path: '/v1/merchants/{merchantId}/redemptions',
    idempotent: true,
  },
  'redemptions.getRedemption': {
    method: 'GET',
    path: '/v1/merchants/{merchantId}/redemptions/{redemptionId}',
  },
  'redemptions.reverseRedemption': {
    method: 'POST',
    path: '/v1/merchants/{merchantId}/redemptions/{redemptionId}/reversals',
    idempotent: true,
  },
  'redemptions.listApprovals': { method: 'GET', path: '/v1/me/approvals' },
  'redemptions.approveRedemption': {
    method: 'POST',
    path: '/v1/me/cards/{cardId}/approvals/{redemptionId}/approve',
    idempotent: true,
  },
  'redemptions.refuseRedemption': {
    method: 'POST',
    path: '/v1/me/cards/{cardId}/approvals/{redemptionId}/refuse',
    idempotent: true,
  },
  'redemptions.cancelRedemption': {
    method: 'POST',
    path: '/v1/merchants/{merchantId}/redemptions/{redemptionId}/cancel',
    idempotent: true,
  },
  'redemptions.getApprovalLimit': {
    method: 'GET',
    path: '/v1/merchants/{merchantId}/approval-limit',
  },
  'redemptions.setApprovalLimit': {
    method: 'POST',
    path: '/v1/merchants/{merchantId}/approval-limit',
  },
  'redemptions.setMyApprovalLimit': {
    method: 'POST',
    path: '/v1/me/cards/{cardId}/approval-limit',
  },
  'redemptions.reportRedemption': {
    method: 'POST',
    path: '/v1/me/cards/{cardId}/approvals/{redemptionId}/report',
  },
  'redemptions.listReports': {
    method: 'GET',
    path: '/v1/merchants/{merchantId}/redemption-reports',
  },
  'holds.createHold': {
    method: 'POST',
    path: '/v1/merchants/{merchantId}/holds',
    idempotent: true,
  },
  'holds.listHolds': { method: 'GET', path: '/v1/merchants/{merchantId}/holds' },
  'holds.getHold': { method: 'GET', path: '/v1/merchants/{merchantId}/holds/{holdId}' },
  'holds.captureHold': {
    method: 'POST',
    path: '/v1/merchants/{merchantId}/holds/{holdId}/capture',
    idempotent: true,
  },
  'holds.releaseHold': {
    method: 'POST',
    path: '/v1/merchants/{merchantId}/holds/{holdId}/release',
    idempotent: true,
  },
  'calendar.nextOccurrence': { method: 'GET', path: '/v1/calendar/next-occurrence' },
} as const;
