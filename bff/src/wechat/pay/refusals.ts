import { z } from 'zod';
import { OutsideError, type OutsideReason } from '../errors';

/**
 * What a code of Pay v3 means to us. WeChat's pages write some with underscores and without
 * (`ORDER_NOT_EXIST`, `ORDERNOTEXIST`), so they are compared without.
 */
const MEANINGS: Record<string, OutsideReason> = {
  ORDERPAID: 'orderPaid',
  ORDERCLOSED: 'orderClosed',
  OUTTRADENOUSED: 'orderNumberUsed',
  ORDERNOTEXIST: 'notFound',
  RESOURCENOTEXISTS: 'notFound',
  NOTENOUGH: 'notEnough',
  USERACCOUNTABNORMAL: 'accountAbnormal',
  ACCOUNTERROR: 'accountAbnormal',
  OPENIDMISMATCH: 'personUnknown',
  PARAMERROR: 'invalid',
  INVALIDREQUEST: 'invalid',
  TRADEERROR: 'invalid',
  SIGNERROR: 'misconfigured',
  NOAUTH: 'misconfigured',
  REQUESTBLOCKED: 'misconfigured',
  MCHNOTEXISTS: 'misconfigured',
  APPIDMCHIDNOTMATCH: 'misconfigured',
  FREQUENCYLIMITED: 'busy',
  FREQUENCYLIMITEXCEED: 'busy',
  RATELIMITEXCEEDED: 'busy',
  RULELIMIT: 'busy',
  SYSTEMERROR: 'busy',
  BANKERROR: 'busy',
  STATEMENTCREATING: 'billNotReady',
  NOSTATEMENTEXIST: 'billEmpty',
};

const refusal = z.object({ code: z.string().regex(/^[A-Z_]{1,40}$/) });

/** The error that an answer without success is. */
export function refusalOf(status: number, body: unknown): OutsideError {
  const parsed = refusal.safeParse(body);
  if (!parsed.success) return new OutsideError('unexpected', status);
  const { code } = parsed.data;
  return new OutsideError(MEANINGS[code.replaceAll('_', '')] ?? 'unexpected', code);
}
