import { addDays, ID_PREFIXES } from '@merchant-coin/shared';
import { trusted } from '../../../db/mongo';
import type { PayChannel, TradeBillRow } from '../../../wechat/pay';
import { type PayRefundDocument, PayRefundModel } from '../pay-refunds/pay-refunds.model';
import { channelOf } from '../payees/keys';
import type { PayeeDocument } from '../payees/payees.model';
import { type OrderDocument, OrderModel } from './orders.model';
import { takeIn } from './take-in';
import { Tally } from './tally';

const SETTLED: ReadonlySet<string> = new Set(['credited', 'refunding', 'refunded']);

/** Whether a number is one of ours: other programs may take payments for the same account. */
const isOurs = (number: string | undefined, kind: 'rechargeOrder' | 'payRefund'): boolean =>
  number?.startsWith(`${ID_PREFIXES[kind]}_`) ?? false;

/** One day's bill of one payee beside our orders and refunds, a few rows at a time. */
export class BillCheck {
  readonly channel: PayChannel;
  private readonly tally = new Tally();
  private readonly merchantId: string;

  constructor(
    private readonly payee: PayeeDocument,
    private readonly date: string,
  ) {
    this.merchantId = payee.merchantId;
    this.channel = channelOf(payee);
  }

  async check(rows: readonly TradeBillRow[], now: Date): Promise<void> {
    const own = rows.filter(
      ({ subMchid }) => this.payee.mode === 'direct' || subMchid === this.payee.mchid,
    );
    const payments = own.filter(
      (row) => row.kind === 'payment' && isOurs(row.orderNumber, 'rechargeOrder'),
    );
    const refunds = own.filter(
      (row) => row.kind === 'refund' && isOurs(row.refundNumber, 'payRefund'),
    );
    await this.checkPayments(payments, now);
    await this.checkRefunds(refunds);
  }

  /** What our side has on that day and the bill has not. */
  async finish() {
    const { merchantId, payee, date } = this;
    const day = trusted(dayOf(date));
    const common = { merchantId, payeeId: payee._id, billedOn: null };
    for await (const order of OrderModel.find({ ...common, paidAt: day })
      .lean()
      .cursor()) {
      this.tally.differ('missing', {
        orderNumber: order._id,
        refundNumber: null,
        transactionId: order.transactionId ?? null,
        billFen: null,
        ourFen: order.amountFen,
      });
    }
    const done = { ...common, state: 'done', askedAt: day } as const;
    for await (const refund of PayRefundModel.find(done).lean().cursor()) {
      this.tally.differ('missingRefund', {
        orderNumber: refund.orderId,
        refundNumber: refund._id,
        transactionId: null,
        billFen: null,
        ourFen: refund.amountFen,
      });
    }
    return this.tally.result();
  }

  private async checkPayments(rows: readonly TradeBillRow[], now: Date): Promise<void> {
    const { merchantId } = this;
    const ids = rows.map(({ orderNumber }) => orderNumber);
    const found = await OrderModel.find({ merchantId, _id: trusted({ $in: ids }) }).lean<
      OrderDocument[]
    >();
    const orders = new Map(found.map((order) => [order._id, order]));
    for (const row of rows) await this.checkPayment(row, orders.get(row.orderNumber), now);
    await OrderModel.updateMany(
      { merchantId, _id: trusted({ $in: ids }) },
      { $set: { billedOn: this.date } },
    );
  }

  private async checkPayment(
    row: TradeBillRow,
    order: OrderDocument | undefined,
    now: Date,
  ): Promise<void> {
    this.tally.add(row);
    if (!order) return this.tally.differAt('unknownOrder', row, null);
    const { amountFen } = order;
    if (amountFen !== row.amountFen) return this.tally.differAt('amountDiffers', row, amountFen);
    if (SETTLED.has(order.state)) return;
    this.tally.differAt('notCredited', row, amountFen);
    const told = await this.channel.query(order._id);
    if (told) await takeIn(order, told, now);
  }

  private async checkRefunds(rows: readonly TradeBillRow[]): Promise<void> {
    const { merchantId } = this;
    const ids = rows.flatMap(({ refundNumber }) => refundNumber ?? []);
    const found = await PayRefundModel.find({ merchantId, _id: trusted({ $in: ids }) }).lean<
      PayRefundDocument[]
    >();
    const refunds = new Map(found.map((refund) => [refund._id, refund]));
    for (const row of rows) {
      this.tally.add(row);
      const ours = refunds.get(row.refundNumber ?? '');
      if (!ours) this.tally.differAt('unknownRefund', row, null);
      else if (ours.amountFen !== row.amountFen) {
        this.tally.differAt('amountDiffers', row, ours.amountFen);
      } else if (row.refundStatus === 'SUCCESS' && ours.state !== 'done') {
        this.tally.differAt('refundNotDone', row, ours.amountFen);
      }
    }
    await PayRefundModel.updateMany(
      { merchantId, _id: trusted({ $in: ids }) },
      { $set: { billedOn: this.date } },
    );
  }
}

/** A day in Beijing, as the bill counts it. */
function dayOf(date: string): { $gte: Date; $lt: Date } {
  const startOf = (day: string) => new Date(`${day}T00:00:00+08:00`);
  return { $gte: startOf(date), $lt: startOf(addDays(date, 1)) };
}
