import { Aes } from 'wechatpay-axios-plugin';
import { z } from 'zod';
import { databaseClock } from '../../db/clock';
import { failedBy, OutsideError } from '../errors';
import { assertOwn } from './parties';
import type { Payee } from './payee';
import { readRefund, refundNotice, type Refund } from './refund';
import { assertSigned, type Headers } from './signature';
import { isPaid, readTransaction, transactionAnswer, type PaidTransaction } from './transactions';

/** What WeChat tells of itself. The same may come twice, late, in any order, or never. */
export type PayCallback =
  /** Compare `amountFen` with the order before it counts as paid. */
  | { kind: 'paid'; id: string; transaction: PaidTransaction }
  | { kind: 'refund'; id: string; refund: Refund }
  /** Something that we do not ask for: nothing to do, and no reason to be told again. */
  | { kind: 'other'; id: string; event: string };

const envelope = z.object({
  id: z.string().min(1),
  event_type: z.string(),
  resource: z.object({
    algorithm: z.literal('AEAD_AES_256_GCM'),
    ciphertext: z.base64(),
    associated_data: z.string().default(''),
    nonce: z.string().min(1),
  }),
});

/**
 * Opens a callback that came for a payee: signature over the raw body by the key that it names, not older
 * than five minutes, sealed with the payee's APIv3 key, and about this payee.
 *
 * @throws OutsideError `forged` (answer it with 4xx; nothing in it counts), `misconfigured` where it is
 * rightly signed and our APIv3 key does not open it (5xx: WeChat tells again).
 */
export function openCallback(
  payee: Payee,
  headers: Headers,
  rawBody: Buffer | string,
  nowMs = databaseClock.now().getTime(),
): PayCallback {
  try {
    const bytes = Buffer.from(rawBody);
    assertSigned(payee.platformPublicKeys, { headers, rawBody: bytes }, nowMs);
    const { id, event_type: event, resource } = parsed(envelope, bytes.toString('utf8'));
    if (event === 'TRANSACTION.SUCCESS') {
      const told = parsed(transactionAnswer, unsealed(payee, resource));
      const transaction = readTransaction(payee, told);
      if (!isPaid(transaction)) throw new OutsideError('untrusted', undefined, 'not paid');
      return { kind: 'paid', id, transaction };
    }
    if (!event.startsWith('REFUND.')) return { kind: 'other', id, event };
    const told = parsed(refundNotice, unsealed(payee, resource));
    assertOwn(payee, told);
    return { kind: 'refund', id, refund: readRefund({ ...told, status: told.refund_status }) };
  } catch (error) {
    if (failedBy(error, 'untrusted')) throw new OutsideError('forged', undefined, error.detail);
    throw error;
  }
}

function unsealed(payee: Payee, resource: z.output<typeof envelope>['resource']): string {
  const { ciphertext, nonce, associated_data: associated } = resource;
  try {
    return Aes.AesGcm.decrypt(ciphertext, payee.apiV3Key, nonce, associated);
  } catch {
    throw new OutsideError('misconfigured', undefined, 'the APIv3 key opens no callback');
  }
}

function parsed<T extends z.ZodType>(schema: T, text: string): z.output<T> {
  const result = schema.safeParse(jsonOf(text));
  if (result.success) return result.data;
  throw new OutsideError('untrusted', undefined, 'fields are missing');
}

function jsonOf(text: string): unknown {
  try {
    return JSON.parse(text) as unknown;
  } catch {
    return null;
  }
}
