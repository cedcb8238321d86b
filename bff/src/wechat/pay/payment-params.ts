import { Formatter, Rsa } from 'wechatpay-axios-plugin';
import { payingApp } from './parties';
import { privateKeyOf, type Payee } from './payee';

/** What `requestPayment` takes, signed: the app asks the member to pay with it. */
export interface PaymentParams {
  appId: string;
  timeStamp: string;
  nonceStr: string;
  package: string;
  signType: 'RSA';
  paySign: string;
}

export function signPayment(payee: Payee, prepayId: string): PaymentParams {
  const appId = payingApp(payee);
  const timeStamp = String(Formatter.timestamp());
  const nonceStr = Formatter.nonce();
  const packed = `prepay_id=${prepayId}`;
  const message = Formatter.joinedByLineFeed(appId, timeStamp, nonceStr, packed);
  const paySign = Rsa.sign(message, privateKeyOf(payee));
  return { appId, timeStamp, nonceStr, package: packed, signType: 'RSA', paySign };
}
