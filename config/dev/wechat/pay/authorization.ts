import { createVerify } from 'node:crypto';
import { refusals } from './answers';
import type { Payee, Payees } from './payees';

const SCHEME = 'WECHATPAY2-SHA256-RSA2048 ';
const MOST_SECONDS_APART = 300;

export interface SignedRequest {
  method: string;
  /** Path and query as they were sent. */
  url: string;
  authorization: string;
  rawBody: string;
}

/** Who sent this: the payee whose key it is signed with. @throws PayRefusal `SIGN_ERROR`. */
export function payeeBehind(request: SignedRequest, payees: Payees): Payee {
  const fields = fieldsOf(request.authorization);
  const { mchid, serial_no: serialNumber, timestamp, nonce_str: nonce, signature } = fields;
  if (!mchid || !serialNumber || !timestamp || !nonce || !signature)
    throw refusals.signature('Http头Authorization值格式错误');
  if (!(Math.abs(Date.now() / 1000 - Number(timestamp)) <= MOST_SECONDS_APART))
    throw refusals.signature('Http头Authorization中的timestamp与发起请求的时间不得超过5分钟');
  const payee = payees.find(mchid);
  if (!payee || payee.serialNumber !== serialNumber) throw refusals.signature('商户证书序列号有误');
  const { method, url, rawBody } = request;
  const message = `${method}\n${url}\n${timestamp}\n${nonce}\n${rawBody}\n`;
  if (!createVerify('RSA-SHA256').update(message).verify(payee.publicKey, signature, 'base64'))
    throw refusals.signature('签名错误');
  return payee;
}

function fieldsOf(authorization: string): Record<string, string | undefined> {
  if (!authorization.startsWith(SCHEME)) return {};
  const pairs = authorization.slice(SCHEME.length).matchAll(/(\w+)="([^"]*)"/g);
  return Object.fromEntries([...pairs].map(([, name = '', value]) => [name, value] as const));
}
