import Taro from '@tarojs/taro';
import type { CallOutput } from './client';
import { loginCode } from './loginCode';
import { IS_WEAPP } from './platform';
import { randomName } from './random';
import { deviceId } from './session';

/** What the server says a payment is asked for with. */
type PaymentParams = NonNullable<CallOutput<'rechargeOrders.createRechargeOrder'>['payment']>;

/**
 * How asking for payment ended: a hint, the order says what is true. `left`: the browser is on its way to the
 * page that payment is made on, and comes back by the address it was given.
 */
export type PaymentEnd = 'ok' | 'cancel' | 'fail' | 'left';

/** A browser can pay only where the build names a page for it. */
export const CAN_PAY = IS_WEAPP || PAY_PAGE !== '';

/**
 * A code that tells the server who pays; each works once.
 *
 * @throws ApiError `wechatCodeInvalid`
 */
export async function payerCode(): Promise<string> {
  // The stand-in, which alone has a page to pay on, takes these.
  if (!IS_WEAPP) return `code:h5-${deviceId()}:${randomName(16)}`;
  return loginCode();
}

/** Told from every other failure by WeChat's own words: it gives no code. */
export function endOf(errMsg: string): 'cancel' | 'fail' {
  return errMsg.includes('cancel') ? 'cancel' : 'fail';
}

function inWechat(payment: PaymentParams): Promise<PaymentEnd> {
  return new Promise((resolve) => {
    // By callbacks: Taro makes no promise of this one, and WeChat does only in its newer versions.
    void Taro.requestPayment({
      ...payment,
      success: () => resolve('ok'),
      fail: ({ errMsg }) => resolve(endOf(errMsg)),
    });
  });
}

/** Where the browser comes back to; the pay page adds `payResult`. */
function addressOf(returnTo: string): string {
  const { origin, pathname } = window.location;
  return `${origin}${pathname}#${returnTo}`;
}

function onPayPage({ package: prepay }: PaymentParams, returnTo: string): PaymentEnd {
  const prepayId = prepay.replace(/^prepay_id=/, '');
  const back = encodeURIComponent(addressOf(returnTo));
  window.location.assign(`${PAY_PAGE}/${encodeURIComponent(prepayId)}?return=${back}`);
  return 'left';
}

/**
 * Shows what the member pays on: WeChat's sheet, or in a browser a page.
 *
 * @param returnTo the app's own path to come back to
 */
export function askForPayment(payment: PaymentParams, returnTo: string): Promise<PaymentEnd> {
  return IS_WEAPP ? inWechat(payment) : Promise.resolve(onPayPage(payment, returnTo));
}
