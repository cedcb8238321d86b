import { Formatter, Rsa } from 'wechatpay-axios-plugin';
import { OutsideError } from '../errors';
import { publicKeyOf, type PlatformPublicKey } from './payee';

/** Header names in lower case, as Node gives them. */
export type Headers = Readonly<Record<string, string | string[] | undefined>>;

const MOST_SECONDS_APART = 300;

/**
 * Checks that WeChat Pay signed these very bytes, within five minutes of now. Whatever is missing, unknown
 * or wrong fails, WeChat's own probes (`WECHATPAY/SIGNTEST/…`) included.
 *
 * @throws OutsideError `untrusted`, with what was wrong.
 */
export function assertSigned(
  keys: readonly PlatformPublicKey[],
  message: { headers: Headers; rawBody: Buffer },
  nowMs: number,
): void {
  const { headers, rawBody } = message;
  const [serial, timestamp, nonce, signature] = [
    'wechatpay-serial',
    'wechatpay-timestamp',
    'wechatpay-nonce',
    'wechatpay-signature',
  ].map((name) => headers[name]);
  if (!isText(serial) || !isText(timestamp) || !isText(nonce) || !isText(signature))
    throw untrusted('not signed');
  if (!(Math.abs(nowMs / 1000 - Number(timestamp)) <= MOST_SECONDS_APART))
    throw untrusted('not of now');
  const key = keys.find(({ id }) => id === serial);
  if (!key) throw untrusted('unknown serial');
  const signed = Formatter.response(timestamp, nonce, rawBody.toString('utf8'));
  if (!Rsa.verify(signed, signature, publicKeyOf(key))) throw untrusted('signature');
}

const isText = (value: unknown): value is string => typeof value === 'string' && value !== '';

const untrusted = (why: string) => new OutsideError('untrusted', undefined, why);
