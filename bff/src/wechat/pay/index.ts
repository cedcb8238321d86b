export { openCallback, type PayCallback } from './callback';
export { payChannel, type PayChannel, type PrepayOrder, type RefundOrder } from './channel';
export type { TradeBillRow } from './bill';
export type { Payee, PlatformPublicKey } from './payee';
export type { PaymentParams } from './payment-params';
export type { Refund } from './refund';
export { isPaid, type PaidTransaction, type Transaction } from './transactions';
