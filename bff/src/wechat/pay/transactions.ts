import { z } from 'zod';
import { OutsideError } from '../errors';
import { assertOwn } from './parties';
import type { Payee } from './payee';

/** An order as WeChat has it. */
export type Transaction = { orderNumber: string } & (
  { state: 'unpaid' | 'paying' | 'closed' | 'revoked' | 'failed' } | PaidTransaction
);

export interface PaidTransaction {
  orderNumber: string;
  /** `refunded`: there is a refund, of all or of a part. */
  state: 'paid' | 'refunded';
  transactionId: string;
  paidAt: Date;
  /** What the order is worth. Compare it with what was asked for. */
  amountFen: number;
  /** What the member paid of it; the rest were vouchers of WeChat's. */
  payerFen: number;
  openid: string;
}

const STATES = {
  SUCCESS: 'paid',
  REFUND: 'refunded',
  NOTPAY: 'unpaid',
  USERPAYING: 'paying',
  ACCEPT: 'paying',
  CLOSED: 'closed',
  REVOKED: 'revoked',
  PAYERROR: 'failed',
} as const;

const fen = z.int().min(0);
const parties = {
  mchid: z.string().optional(),
  sp_mchid: z.string().optional(),
  sub_mchid: z.string().optional(),
  appid: z.string().optional(),
  sp_appid: z.string().optional(),
};
const common = { ...parties, out_trade_no: z.string() };

const open = z.object({
  ...common,
  trade_state: z.enum(['NOTPAY', 'USERPAYING', 'ACCEPT', 'CLOSED', 'REVOKED', 'PAYERROR']),
});

const paid = z.object({
  ...common,
  trade_state: z.enum(['SUCCESS', 'REFUND']),
  transaction_id: z.string().min(1),
  success_time: z.iso.datetime({ offset: true }),
  amount: z.object({
    total: fen,
    payer_total: fen.optional(),
    currency: z.literal('CNY').default('CNY'),
  }),
  payer: z.object({
    openid: z.string().optional(),
    sp_openid: z.string().optional(),
    sub_openid: z.string().optional(),
  }),
});

export const transactionAnswer = z.discriminatedUnion('trade_state', [open, paid]);

/** @throws OutsideError `untrusted` where it is another payee's. */
export function readTransaction(
  payee: Payee,
  told: z.output<typeof transactionAnswer>,
): Transaction {
  assertOwn(payee, told);
  const orderNumber = told.out_trade_no;
  if (told.trade_state !== 'SUCCESS' && told.trade_state !== 'REFUND')
    return { orderNumber, state: STATES[told.trade_state] };
  const { amount, payer } = told;
  if ((told.appid ?? told.sp_appid) !== payee.appid)
    throw new OutsideError('untrusted', undefined, 'of another app');
  return {
    orderNumber,
    state: STATES[told.trade_state],
    transactionId: told.transaction_id,
    paidAt: new Date(told.success_time),
    amountFen: amount.total,
    payerFen: amount.payer_total ?? amount.total,
    openid: payer.openid ?? payer.sub_openid ?? payer.sp_openid ?? '',
  };
}

export const isPaid = (
  transaction: Transaction,
): transaction is Extract<Transaction, PaidTransaction> =>
  transaction.state === 'paid' || transaction.state === 'refunded';

/** @throws OutsideError `untrusted` where an answer is about something else than was asked for. */
export function assertAbout(asked: string, told: string): void {
  if (asked !== told) throw new OutsideError('untrusted', undefined, 'of another order');
}
