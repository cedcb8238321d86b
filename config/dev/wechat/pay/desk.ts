import type { Calendar } from '../calendar';
import { Callbacks } from './callbacks';
import { Orders, type Order, type RefundStatus } from './orders';
import { Payees, type Payee } from './payees';
import { PlatformKeys } from './platform-keys';
import { presentOrder, presentRefundNotice } from './present';
import { Refunds, type RefundOf } from './refunds';

type End = Exclude<RefundStatus, 'PROCESSING'>;

const REFUND_SECONDS = 1;

/** Everything that WeChat Pay knows here, and what happens of itself: callbacks, refunds that end. */
export class PayDesk {
  readonly keys = new PlatformKeys();
  readonly payees = new Payees();
  readonly orders: Orders;
  readonly refunds: Refunds;
  readonly callbacks: Callbacks;
  /** How refunds end from now on; `held` ones wait for `finishRefund`. */
  refundOutcome: End | 'held' = 'SUCCESS';
  readonly #timers = new Set<NodeJS.Timeout>();

  constructor(calendar: Calendar, callbackSpeed: number) {
    this.orders = new Orders(calendar);
    this.refunds = new Refunds(this.orders, calendar);
    this.callbacks = new Callbacks(this.keys, callbackSpeed);
  }

  /** The member pays; the merchant is told. */
  pay(prepayId: string): ReturnType<Orders['pay']> {
    const outcome = this.orders.pay(prepayId);
    const order = this.orders.prepaid(prepayId);
    if (outcome === 'paid' && order) this.#tellPaid(order);
    return outcome;
  }

  /** A refund that was taken on: it ends after a moment. */
  startRefund(refundOf: RefundOf): void {
    const outcome = this.refundOutcome;
    if (outcome === 'held') return;
    const timer = setTimeout(
      () => {
        this.#timers.delete(timer);
        this.finishRefund(refundOf, outcome);
      },
      (REFUND_SECONDS * 1000) / this.callbacks.speed,
    );
    this.#timers.add(timer);
  }

  /** False where it has ended before. */
  finishRefund(refundOf: RefundOf, status: End): boolean {
    if (!this.refunds.finish(refundOf, status)) return false;
    const { order, refund } = refundOf;
    const payee = this.payees.find(order.mchid);
    if (!payee || refund.notifyUrl === undefined) return true;
    this.callbacks.tell({
      payee,
      url: refund.notifyUrl,
      event: `REFUND.${status}`,
      summary: { SUCCESS: '退款成功', ABNORMAL: '退款异常', CLOSED: '退款关闭' }[status],
      kind: 'refund',
      about: refund.outRefundNo,
      content: presentRefundNotice(refundOf),
    });
    return true;
  }

  close(): void {
    for (const timer of this.#timers) clearTimeout(timer);
    this.callbacks.close();
  }

  #tellPaid(order: Order): void {
    this.callbacks.tell({
      payee: this.payees.find(order.mchid) as Payee,
      url: order.notifyUrl,
      event: 'TRANSACTION.SUCCESS',
      summary: '支付成功',
      kind: 'transaction',
      about: order.outTradeNo,
      content: presentOrder(order),
    });
  }
}
