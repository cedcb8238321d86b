import { beijingTime } from '../calendar';
import type { Order } from './orders';
import type { RefundOf } from './refunds';

const STATES: Record<Order['state'], string> = {
  NOTPAY: '订单未支付',
  SUCCESS: '支付成功',
  REFUND: '订单发生过退款',
  CLOSED: '订单已关闭',
};

function partiesOf(order: Order): object {
  const { mchid, subMchid, appid, subAppid } = order;
  if (subMchid === undefined) return { appid, mchid };
  return { sp_appid: appid, sp_mchid: mchid, sub_appid: subAppid, sub_mchid: subMchid };
}

/** An order as a query answers it and a callback tells it. */
export function presentOrder(order: Order): object {
  const common = {
    ...partiesOf(order),
    out_trade_no: order.outTradeNo,
    trade_state: order.state,
    trade_state_desc: STATES[order.state],
    payer: order.payer,
  };
  if (order.paidAt === undefined) return { ...common, amount: { total: order.amountFen } };
  return {
    ...common,
    transaction_id: order.transactionId,
    trade_type: 'JSAPI',
    bank_type: 'OTHERS',
    attach: order.attach ?? '',
    success_time: beijingTime(order.paidAt),
    amount: {
      total: order.amountFen,
      payer_total: order.amountFen,
      currency: 'CNY',
      payer_currency: 'CNY',
    },
  };
}

const amountOf = ({ order, refund }: RefundOf) => ({
  total: order.amountFen,
  refund: refund.refundFen,
  payer_total: order.amountFen,
  payer_refund: refund.refundFen,
});

/** A refund as asking for it and its query answer. */
export function presentRefund(refundOf: RefundOf): object {
  const { order, refund } = refundOf;
  return {
    refund_id: refund.refundId,
    out_refund_no: refund.outRefundNo,
    transaction_id: order.transactionId,
    out_trade_no: order.outTradeNo,
    channel: 'ORIGINAL',
    user_received_account: '支付用户零钱',
    ...successTime(refundOf),
    create_time: beijingTime(refund.createdAt),
    status: refund.status,
    funds_account: 'AVAILABLE',
    amount: {
      ...amountOf(refundOf),
      settlement_refund: refund.refundFen,
      settlement_total: order.amountFen,
      discount_refund: 0,
      currency: 'CNY',
    },
    promotion_detail: [],
  };
}

/** The other shape that the refund callback has. */
export function presentRefundNotice(refundOf: RefundOf): object {
  const { order, refund } = refundOf;
  const { mchid, subMchid } = order;
  return {
    ...(subMchid === undefined ? { mchid } : { sp_mchid: mchid, sub_mchid: subMchid }),
    out_trade_no: order.outTradeNo,
    transaction_id: order.transactionId,
    out_refund_no: refund.outRefundNo,
    refund_id: refund.refundId,
    refund_status: refund.status,
    ...successTime(refundOf),
    user_received_account: '支付用户零钱',
    amount: amountOf(refundOf),
  };
}

function successTime({ refund }: RefundOf): object {
  const { status, finishedAt } = refund;
  return status === 'SUCCESS' && finishedAt !== undefined
    ? { success_time: beijingTime(finishedAt) }
    : {};
}
