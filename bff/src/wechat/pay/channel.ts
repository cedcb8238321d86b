import { z } from 'zod';
import { failedBy, OutsideError } from '../errors';
import { readTradeBill, type TradeBillRow } from './bill';
import { merchantParty, orderParties, ownParties, payerOf, transactionsOf } from './parties';
import type { Payee } from './payee';
import { signPayment, type PaymentParams } from './payment-params';
import { readRefund, refundAnswer, type Refund } from './refund';
import { assertAbout, readTransaction, transactionAnswer, type Transaction } from './transactions';
import { openTransport, type Transport } from './transport';

export interface PrepayOrder {
  /** 6 to 32 letters, digits and `_-|*`; the same one again, with the same terms, is the same order. */
  orderNumber: string;
  amountFen: number;
  /** At most 127 characters; the member reads it. */
  description: string;
  /** Of the payee's app. */
  openid: string;
  /** WeChat lets nobody pay after it; it does not close the order. At least a minute ahead. */
  expiresAt: Date;
  /** https, without a query. */
  notifyUrl: string;
}

export interface RefundOrder {
  orderNumber: string;
  /** At most 64; the same one again is the same refund. */
  refundNumber: string;
  amountFen: number;
  /** What was paid. */
  totalFen: number;
  /** At most 80 characters; the member reads it. */
  reason: string;
  notifyUrl: string;
}

/**
 * WeChat Pay in one payee's name. Money: integer fen. Each call throws OutsideError; after `timeout`,
 * `unreachable`, `unexpected`, `untrusted` and `busy` nothing is known of the outcome: ask again with the
 * same numbers, or query.
 */
export interface PayChannel {
  /** @throws OutsideError `orderPaid`, `orderClosed`, `invalid` (other terms under the same number) … */
  prepay(order: PrepayOrder): Promise<{ prepayId: string; paymentParams: PaymentParams }>;
  /** Null where WeChat knows no such order. */
  query(orderNumber: string): Promise<Transaction | null>;
  queryByTransactionId(transactionId: string): Promise<Transaction | null>;
  /** Nobody can pay it afterwards. Query first. @throws OutsideError `orderPaid`, `notFound` … */
  close(orderNumber: string): Promise<void>;
  /**
   * Taken on, not done: query it, or wait for the callback. Up to 365 days after payment, 50 an order.
   * @throws OutsideError `notEnough` (the payee's account: later, same number), `notFound`, `invalid` …
   */
  refund(refund: RefundOrder): Promise<Refund>;
  /** Null where WeChat knows no such refund. */
  queryRefund(refundNumber: string): Promise<Refund | null>;
  /**
   * The payments and refunds of a day in Beijing (`2026-11-25`), from ten the next morning, for three
   * months. Its hash and its count are checked before the first row is given.
   * @throws OutsideError `billNotReady`, `untrusted` …
   */
  tradeBill(date: string): AsyncGenerator<TradeBillRow, void, void>;
}

/** @throws OutsideError `misconfigured` where the payee's keys are none. */
export function payChannel(payee: Payee): PayChannel {
  const transport = openTransport(payee);
  return {
    prepay: (order) => prepay(payee, transport, order),
    query: (orderNumber) => queryOrder(payee, transport, orderNumber),
    queryByTransactionId: (id) => queryTransaction(payee, transport, id),
    close: (orderNumber) =>
      transport.tell({
        method: 'POST',
        path: `${transactionsOf(payee)}/out-trade-no/${encodeURIComponent(orderNumber)}/close`,
        body: ownParties(payee),
      }),
    refund: (refund) => askRefund(payee, transport, refund),
    queryRefund: (refundNumber) => queryRefund(payee, transport, refundNumber),
    tradeBill: (date) => readTradeBill(transport, merchantParty(payee), date),
  };
}

async function prepay(payee: Payee, transport: Transport, order: PrepayOrder) {
  const { orderNumber, amountFen, description, openid, expiresAt, notifyUrl } = order;
  assertFen(amountFen);
  const { prepay_id: prepayId } = await transport.call(
    {
      method: 'POST',
      path: `${transactionsOf(payee)}/jsapi`,
      body: {
        ...orderParties(payee),
        description,
        out_trade_no: orderNumber,
        time_expire: beijingTime(expiresAt),
        notify_url: notifyUrl,
        amount: { total: amountFen, currency: 'CNY' },
        payer: payerOf(payee, openid),
      },
    },
    z.object({ prepay_id: z.string().min(1) }),
  );
  return { prepayId, paymentParams: signPayment(payee, prepayId) };
}

async function queryOrder(payee: Payee, transport: Transport, orderNumber: string) {
  const path = `${transactionsOf(payee)}/out-trade-no/${encodeURIComponent(orderNumber)}`;
  const told = await orNull(
    transport.call({ method: 'GET', path, query: ownParties(payee) }, transactionAnswer),
  );
  if (!told) return null;
  assertAbout(orderNumber, told.out_trade_no);
  return readTransaction(payee, told);
}

async function queryTransaction(payee: Payee, transport: Transport, transactionId: string) {
  const path = `${transactionsOf(payee)}/id/${encodeURIComponent(transactionId)}`;
  const told = await orNull(
    transport.call({ method: 'GET', path, query: ownParties(payee) }, transactionAnswer),
  );
  if (!told) return null;
  if ('transaction_id' in told) assertAbout(transactionId, told.transaction_id);
  return readTransaction(payee, told);
}

async function askRefund(payee: Payee, transport: Transport, refund: RefundOrder): Promise<Refund> {
  const { orderNumber, refundNumber, amountFen, totalFen, reason, notifyUrl } = refund;
  assertFen(amountFen);
  const told = await transport.call(
    {
      method: 'POST',
      path: '/v3/refund/domestic/refunds',
      body: {
        ...merchantParty(payee),
        out_trade_no: orderNumber,
        out_refund_no: refundNumber,
        reason,
        notify_url: notifyUrl,
        amount: { refund: amountFen, total: totalFen, currency: 'CNY' },
      },
    },
    refundAnswer,
  );
  assertAbout(refundNumber, told.out_refund_no);
  assertAbout(orderNumber, told.out_trade_no);
  if (told.amount.refund !== amountFen)
    throw new OutsideError('untrusted', undefined, 'of another sum');
  return readRefund(told);
}

async function queryRefund(payee: Payee, transport: Transport, refundNumber: string) {
  const path = `/v3/refund/domestic/refunds/${encodeURIComponent(refundNumber)}`;
  const told = await orNull(
    transport.call({ method: 'GET', path, query: merchantParty(payee) }, refundAnswer),
  );
  if (!told) return null;
  assertAbout(refundNumber, told.out_refund_no);
  return readRefund(told);
}

/** A sum that is no whole number of fen leaves by no way. */
function assertFen(amountFen: number): void {
  if (!Number.isSafeInteger(amountFen) || amountFen < 1)
    throw new OutsideError('invalid', undefined, 'amountFen');
}

/** `2026-11-25T16:20:00+08:00`, as WeChat's pages write it. */
function beijingTime(date: Date): string {
  return `${new Date(date.getTime() + 8 * 3_600_000).toISOString().slice(0, 19)}+08:00`;
}

/** That there is none is an answer, where one asks whether there is. */
async function orNull<T>(asked: Promise<T>): Promise<T | null> {
  return asked.catch((error: unknown) => {
    if (failedBy(error, 'notFound')) return null;
    throw error;
  });
}
