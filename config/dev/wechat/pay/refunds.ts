import { randomInt } from 'node:crypto';
import type { Calendar } from '../calendar';
import { beijingDay } from '../calendar';
import { refusals } from './answers';
import type { Order, Orders, Owner, Refund, RefundStatus } from './orders';

const REFUNDABLE_MS = 365 * 86_400_000;
const MOST_REFUNDS = 50;

export interface RefundTerms {
  outRefundNo: string;
  outTradeNo?: string | undefined;
  transactionId?: string | undefined;
  refundFen: number;
  totalFen: number;
  reason?: string | undefined;
  notifyUrl?: string | undefined;
}

export interface RefundOf {
  order: Order;
  refund: Refund;
}

export class Refunds {
  constructor(
    private readonly orders: Orders,
    private readonly calendar: Calendar,
  ) {}

  list(): RefundOf[] {
    return this.orders
      .list()
      .flatMap((order) => order.refunds.map((refund) => ({ order, refund })))
      .sort((one, other) => other.refund.createdAt - one.refund.createdAt);
  }

  find(owner: Owner, outRefundNo: string): RefundOf | undefined {
    return this.list().find(
      ({ order, refund }) =>
        refund.outRefundNo === outRefundNo &&
        order.mchid === owner.mchid &&
        order.subMchid === owner.subMchid,
    );
  }

  /** One number refunds once: asked again with the same sums, it is the same refund. @throws PayRefusal */
  ask(owner: Owner, terms: RefundTerms): RefundOf & { isNew: boolean } {
    const order = this.#orderOf(owner, terms);
    const known = this.find(owner, terms.outRefundNo);
    if (known) {
      const same = known.order === order && known.refund.refundFen === terms.refundFen;
      if (!same || terms.totalFen !== order.amountFen)
        throw refusals.invalid('订单金额或退款金额与之前请求不一致，请核实后再试');
      return { ...known, isNew: false };
    }
    this.#assertRefundable(order, terms);
    const refund: Refund = {
      refundId: `5030${randomInt(1e6, 1e7)}${beijingDay(this.calendar.now()).replaceAll('-', '')}${randomInt(1e9, 1e10)}`,
      outRefundNo: terms.outRefundNo,
      refundFen: terms.refundFen,
      reason: terms.reason,
      notifyUrl: terms.notifyUrl,
      status: 'PROCESSING',
      createdAt: this.calendar.now(),
    };
    order.refunds.push(refund);
    order.state = 'REFUND';
    return { order, refund, isNew: true };
  }

  /** False where it has ended before. */
  finish({ refund }: RefundOf, status: Exclude<RefundStatus, 'PROCESSING'>): boolean {
    // A merchant may bring an abnormal one to its end at WeChat.
    if (refund.status !== 'PROCESSING' && refund.status !== 'ABNORMAL') return false;
    refund.status = status;
    refund.finishedAt = this.calendar.now();
    return true;
  }

  #orderOf(owner: Owner, { outTradeNo, transactionId }: RefundTerms): Order {
    const order =
      transactionId === undefined
        ? this.orders.byNumber(owner, outTradeNo ?? '')
        : this.orders.byTransaction(owner, transactionId);
    if (!order) throw refusals.noResource('订单');
    return order;
  }

  #assertRefundable(order: Order, { refundFen, totalFen }: RefundTerms): void {
    if (order.paidAt === undefined) throw refusals.invalid('订单未支付');
    if (totalFen !== order.amountFen) throw refusals.invalid('订单金额不一致');
    if (this.calendar.now() - order.paidAt > REFUNDABLE_MS)
      throw refusals.invalid('订单已超过可退款的最大期限（支付后一年）');
    if (order.refunds.length >= MOST_REFUNDS) throw refusals.invalid('部分退款次数超过限制');
    const taken = order.refunds.filter(({ status }) => status !== 'CLOSED');
    const takenFen = taken.reduce((sum, each) => sum + each.refundFen, 0);
    if (takenFen + refundFen > order.amountFen)
      throw refusals.invalid('申请退款金额大于订单可退金额');
  }
}
