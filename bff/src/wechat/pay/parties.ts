import { OutsideError } from '../errors';
import type { Payee } from './payee';

/** How a payee names itself and its app when it places an order. */
export function orderParties(payee: Payee): Record<string, string> {
  const { mchid, appid } = payee;
  if (payee.mode === 'direct') return { appid, mchid };
  const sub = payee.subAppid === undefined ? {} : { sub_appid: payee.subAppid };
  return { sp_appid: appid, sp_mchid: mchid, ...sub, sub_mchid: payee.subMchid };
}

/** How it names itself in every other call about orders. */
export function ownParties(payee: Payee): Record<string, string> {
  const { mchid } = payee;
  return payee.mode === 'direct' ? { mchid } : { sp_mchid: mchid, sub_mchid: payee.subMchid };
}

/** How it names itself about refunds and bills: who signs is said by the signature. */
export const merchantParty = (payee: Payee): Record<string, string> =>
  payee.mode === 'direct' ? {} : { sub_mchid: payee.subMchid };

/** The member as this payee's app knows them. */
export function payerOf(payee: Payee, openid: string): Record<string, string> {
  if (payee.mode === 'direct') return { openid };
  return payee.subAppid === undefined ? { sp_openid: openid } : { sub_openid: openid };
}

/** The app that asks the member to pay. */
export const payingApp = (payee: Payee): string =>
  payee.mode === 'partner' && payee.subAppid !== undefined ? payee.subAppid : payee.appid;

/** Where the transactions of a payee are. */
export const transactionsOf = (payee: Payee): string =>
  payee.mode === 'direct' ? '/v3/pay/transactions' : '/v3/pay/partner/transactions';

/** @throws OutsideError `untrusted` where what WeChat tells is somebody else's. */
export function assertOwn(payee: Payee, told: Readonly<Record<string, unknown>>): void {
  const expected = ownParties(payee);
  const isOwn = Object.entries(expected).every(([name, value]) => told[name] === value);
  if (!isOwn) throw new OutsideError('untrusted', undefined, 'of another payee');
}
