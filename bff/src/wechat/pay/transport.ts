import { Decorator } from 'wechatpay-axios-plugin';
import type { z } from 'zod';
import { databaseClock } from '../../db/clock';
import { timeoutMs, wechatConfig } from '../config';
import { OutsideError } from '../errors';
import { privateKeyOf, publicKeyOf, type Payee } from './payee';
import { refusalOf } from './refusals';
import { assertSigned, type Headers } from './signature';

export interface Call {
  method: 'GET' | 'POST';
  /** From `/v3/`. */
  path: string;
  query?: Record<string, string>;
  body?: object;
}

interface Answer {
  status: number;
  headers: Headers;
  rawBody: Buffer;
}

export type Transport = ReturnType<typeof openTransport>;

const MOST_BYTES = 64 * 1024 * 1024;

/**
 * Calls in a payee's name. The SDK signs requests; it checks successful answers only, does not say which
 * public key it expects, and hangs keys and bodies on its errors, so answers and errors are handled here:
 * every answer that is signed, and each that tells of success, is checked, by the code that checks
 * callbacks.
 */
export function openTransport(payee: Payee) {
  const sdk = openSdk(payee);
  const keys = payee.platformPublicKeys;

  async function send({ method, path, query, body }: Call): Promise<Answer> {
    try {
      const answer = await sdk.request<Buffer>(path, method, body, {
        ...(query ? { params: query } : {}),
        headers: { 'Wechatpay-Serial': keys[0]?.id ?? '' },
        signal: AbortSignal.timeout(timeoutMs()),
        // The bytes as they came, whatever the status: what is signed is no parsed thing.
        responseType: 'arraybuffer',
        transformResponse: [],
        validateStatus: () => true,
      });
      const { status, headers, data } = answer;
      return { status, headers: headers as Headers, rawBody: Buffer.from(data) };
    } catch (error) {
      // The SDK's error holds the request with its keys: nothing of it goes on but its code.
      throw failureOf(error);
    }
  }

  function checked(answer: Answer): Answer {
    const isSuccess = answer.status >= 200 && answer.status < 300;
    // WeChat does not sign where it could not tell who asks, and a gateway before it never does.
    if (isSuccess || answer.headers['wechatpay-signature'] !== undefined)
      assertSigned(keys, answer, databaseClock.now().getTime());
    if (!isSuccess) throw refusalOf(answer.status, jsonOf(answer.rawBody));
    return answer;
  }

  return {
    /** @throws OutsideError */
    async call<T extends z.ZodType>(call: Call, schema: T): Promise<z.output<T>> {
      const { rawBody } = checked(await send(call));
      const parsed = schema.safeParse(jsonOf(rawBody));
      if (parsed.success) return parsed.data;
      throw new OutsideError('unexpected', undefined, 'fields are missing');
    },

    /** A call whose success has no content. @throws OutsideError */
    async tell(call: Call): Promise<void> {
      checked(await send(call));
    },

    /** A file: WeChat does not sign these, the caller knows its hash. @throws OutsideError */
    async download(path: string): Promise<Buffer> {
      const answer = await send({ method: 'GET', path });
      return answer.status === 200 ? answer.rawBody : checked(answer).rawBody;
    },
  };
}

function openSdk(payee: Payee): Decorator {
  const { mchid, serialNumber: serial, platformPublicKeys } = payee;
  const privateKey = privateKeyOf(payee).export({ type: 'pkcs8', format: 'pem' });
  const certs = Object.fromEntries(
    platformPublicKeys.map((key) => [
      key.id,
      publicKeyOf(key).export({ type: 'spki', format: 'pem' }),
    ]),
  );
  try {
    return new Decorator({
      mchid,
      serial,
      privateKey,
      certs,
      baseURL: wechatConfig().payApiBase,
      proxy: false,
      maxRedirects: 0,
      maxContentLength: MOST_BYTES,
    });
  } catch {
    throw new OutsideError('misconfigured', undefined, 'keys of the payee');
  }
}

function failureOf(error: unknown): OutsideError {
  const code: unknown = typeof error === 'object' && error && Reflect.get(error, 'code');
  if (code === 'ERR_CANCELED' || code === 'ETIMEDOUT' || code === 'ECONNABORTED')
    return new OutsideError('timeout', undefined, 'WeChat Pay');
  return new OutsideError('unreachable', undefined, `WeChat Pay: ${String(code)}`);
}

function jsonOf(rawBody: Buffer): unknown {
  try {
    return JSON.parse(rawBody.toString('utf8')) as unknown;
  } catch {
    return null;
  }
}
