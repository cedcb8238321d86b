import { randomBytes, randomInt } from 'node:crypto';
import type { Calendar } from '../calendar';
import { beijingDay } from '../calendar';
import { refusals } from './answers';

const PREPAY_LIFE_MS = 2 * 3_600_000;
const ORDER_LIFE_MS = 7 * 86_400_000;

/** What makes an order the same as another one: all that it was asked for with. */
export interface OrderTerms {
  /** Who asks, and whose money it is: a service provider and its merchant are two. */
  mchid: string;
  subMchid?: string | undefined;
  appid: string;
  subAppid?: string | undefined;
  outTradeNo: string;
  description: string;
  attach?: string | undefined;
  amountFen: number;
  notifyUrl: string;
  timeExpire?: string | undefined;
  payer: Record<string, string | undefined>;
}

export type RefundStatus = 'PROCESSING' | 'SUCCESS' | 'ABNORMAL' | 'CLOSED';

export interface Refund {
  refundId: string;
  outRefundNo: string;
  refundFen: number;
  reason?: string | undefined;
  notifyUrl?: string | undefined;
  status: RefundStatus;
  createdAt: number;
  finishedAt?: number;
}

export interface Order extends OrderTerms {
  prepayId: string;
  createdAt: number;
  state: 'NOTPAY' | 'SUCCESS' | 'REFUND' | 'CLOSED';
  transactionId?: string;
  paidAt?: number;
  /** The last time that the member said no. */
  refusedAt?: number;
  refunds: Refund[];
}

/** Who may see an order: the one who placed it, and for the merchant that it named. */
export interface Owner {
  mchid: string;
  subMchid?: string | undefined;
}

export class Orders {
  readonly #byNumber = new Map<string, Order>();
  readonly #prepaid = new Map<string, { order: Order; expiresAt: number }>();

  constructor(private readonly calendar: Calendar) {}

  /** Newest first. */
  list(): Order[] {
    return [...this.#byNumber.values()].reverse();
  }

  /**
   * A new order; or, for the same terms again, the one that there is, with a prepay id that is good.
   * @throws PayRefusal
   */
  prepay(terms: OrderTerms): Order {
    const key = keyOf(terms.mchid, terms.outTradeNo);
    const known = this.#byNumber.get(key);
    if (!known) {
      const order: Order = {
        ...terms,
        prepayId: '',
        createdAt: this.calendar.now(),
        state: 'NOTPAY',
        refunds: [],
      };
      this.#byNumber.set(key, order);
      return this.#withPrepayId(order);
    }
    if (known.state === 'SUCCESS' || known.state === 'REFUND') throw refusals.paid();
    if (known.state === 'CLOSED') throw refusals.closed();
    if (fingerprint(known) !== fingerprint(terms))
      throw refusals.invalid('请求重入时，参数与首次请求时不一致，请核实后再下单');
    return this.#isGood(known.prepayId) ? known : this.#withPrepayId(known);
  }

  /** The order of a prepay id, whatever became of either. */
  prepaid(prepayId: string): Order | undefined {
    return this.#prepaid.get(prepayId)?.order;
  }

  /** Takes the member's money. Says why not, where WeChat would not let the member pay. */
  pay(prepayId: string): 'paid' | 'unknown' | 'already paid' | 'closed' | 'expired' {
    const order = this.prepaid(prepayId);
    if (!order) return 'unknown';
    if (order.state === 'CLOSED') return 'closed';
    if (order.state !== 'NOTPAY') return 'already paid';
    if (!this.#isGood(prepayId) || this.calendar.now() >= payableUntil(order)) return 'expired';
    order.state = 'SUCCESS';
    order.paidAt = this.calendar.now();
    order.transactionId = transactionIdOn(order.paidAt);
    return 'paid';
  }

  refuse(prepayId: string): void {
    const order = this.prepaid(prepayId);
    if (order) order.refusedAt = this.calendar.now();
  }

  /** @throws PayRefusal `ORDERPAID`, `ORDER_NOT_EXIST`; a closed one stays closed. */
  close(owner: Owner, outTradeNo: string): void {
    const order = this.byNumber(owner, outTradeNo);
    if (!order) throw refusals.noOrder();
    if (order.state === 'SUCCESS' || order.state === 'REFUND') throw refusals.paid();
    order.state = 'CLOSED';
  }

  byNumber(owner: Owner, outTradeNo: string): Order | undefined {
    const order = this.#byNumber.get(keyOf(owner.mchid, outTradeNo));
    return order && owns(owner, order) ? order : undefined;
  }

  byTransaction(owner: Owner, transactionId: string): Order | undefined {
    return this.list().find((order) => order.transactionId === transactionId && owns(owner, order));
  }

  #isGood(prepayId: string): boolean {
    return this.calendar.now() < (this.#prepaid.get(prepayId)?.expiresAt ?? 0);
  }

  #withPrepayId(order: Order): Order {
    const now = this.calendar.now();
    const day = beijingDay(now).replaceAll('-', '').slice(2);
    order.prepayId = `wx${day}${randomBytes(14).toString('hex')}`;
    this.#prepaid.set(order.prepayId, { order, expiresAt: now + PREPAY_LIFE_MS });
    return order;
  }
}

const keyOf = (mchid: string, outTradeNo: string): string => `${mchid} ${outTradeNo}`;

const owns = (owner: Owner, order: Order): boolean =>
  order.mchid === owner.mchid && order.subMchid === owner.subMchid;

/** The last moment at which WeChat lets the member pay: what was asked for, at least a minute. */
function payableUntil({ createdAt, timeExpire }: Order): number {
  if (timeExpire === undefined) return createdAt + ORDER_LIFE_MS;
  return Math.max(Date.parse(timeExpire), createdAt + 60_000);
}

function fingerprint(terms: OrderTerms): string {
  const { mchid, subMchid, appid, subAppid, outTradeNo, description, attach } = terms;
  const { amountFen, notifyUrl, timeExpire, payer } = terms;
  const who = [mchid, subMchid, appid, subAppid, payer];
  return JSON.stringify([who, outTradeNo, description, attach, amountFen, notifyUrl, timeExpire]);
}

/** 28 digits with the day in them, as WeChat's. */
function transactionIdOn(ms: number): string {
  const day = beijingDay(ms).replaceAll('-', '');
  return `42000${randomInt(1e5, 1e6)}${day}${randomInt(1e8, 1e9)}`;
}
