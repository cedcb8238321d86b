import type { Reconciliation } from '@merchant-coin/shared';
import type { TradeBillRow } from '../../../wechat/pay';

type Difference = Reconciliation['differences'][number];

/** So many differences are named; all are counted. */
const MOST_NAMED = 100;

/** What a day's bill comes to, as its rows go by. */
export class Tally {
  private payments = 0;
  private paymentsFen = 0;
  private refunds = 0;
  private refundsFen = 0;
  private count = 0;
  private readonly named: Difference[] = [];

  add({ kind, amountFen }: TradeBillRow): void {
    if (kind === 'payment') {
      this.payments += 1;
      this.paymentsFen += amountFen;
    } else if (kind === 'refund') {
      this.refunds += 1;
      this.refundsFen += amountFen;
    }
  }

  differ(kind: Difference['kind'], facts: Omit<Difference, 'kind'>): void {
    this.count += 1;
    if (this.named.length < MOST_NAMED) this.named.push({ kind, ...facts });
  }

  /** The same of a row of the bill. */
  differAt(kind: Difference['kind'], row: TradeBillRow, ourFen: number | null): void {
    const { orderNumber, transactionId, amountFen: billFen } = row;
    const refundNumber = row.refundNumber ?? null;
    this.differ(kind, { orderNumber, refundNumber, transactionId, billFen, ourFen });
  }

  result() {
    const { payments, paymentsFen, refunds, refundsFen } = this;
    const sums = { payments, paymentsFen, refunds, refundsFen };
    return { ...sums, differenceCount: this.count, differences: this.named };
  }
}
