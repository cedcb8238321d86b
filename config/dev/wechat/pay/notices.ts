import { createCipheriv, randomBytes } from 'node:crypto';
import { beijingTime } from '../calendar';
import type { Payee } from './payees';

/** How the next callbacks are spoilt. */
export interface CallbackFault {
  times: number;
  /** `body`: altered after it was signed. */
  wrong?: 'signature' | 'serial' | 'body' | 'key' | undefined;
  /** Says that it was signed so long ago. */
  ageSeconds?: number | undefined;
  /** Tells of this sum, rightly signed. */
  amountFen?: number | undefined;
  /** Delivered so many times more, at once. */
  repeat?: number | undefined;
  delayMs?: number | undefined;
  /** Never delivered. */
  lost?: boolean | undefined;
}

/** What a payee is told. */
export interface Notice {
  payee: Payee;
  url: string;
  event: string;
  summary: string;
  kind: 'transaction' | 'refund';
  about: string;
  content: object;
}

/** The body of a callback; its content is sealed with the payee's APIv3 key. */
export function sealed(id: string, notice: Notice, fault?: CallbackFault): string {
  const { payee, kind, event, summary } = notice;
  const nonce = randomBytes(6).toString('hex');
  const key = fault?.wrong === 'key' ? randomBytes(32) : Buffer.from(payee.apiV3Key);
  const cipher = createCipheriv('aes-256-gcm', key, nonce).setAAD(Buffer.from(kind));
  const content = JSON.stringify(withAmount(notice.content, fault?.amountFen));
  const parts = [cipher.update(content, 'utf8'), cipher.final(), cipher.getAuthTag()];
  return JSON.stringify({
    id,
    create_time: beijingTime(Date.now()),
    resource_type: 'encrypt-resource',
    event_type: event,
    summary,
    resource: {
      original_type: kind,
      algorithm: 'AEAD_AES_256_GCM',
      ciphertext: Buffer.concat(parts).toString('base64'),
      associated_data: kind,
      nonce,
    },
  });
}

function withAmount(content: object, amountFen: number | undefined): object {
  if (amountFen === undefined) return content;
  const amount: unknown = Reflect.get(content, 'amount');
  return { ...content, amount: { ...(amount as object), total: amountFen } };
}
