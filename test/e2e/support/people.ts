import { api } from '@merchant-coin/shared';
import { Client } from '../../support/client';
import { both } from '../tours/stops';
import type { Phone } from './phone';
import type { Stack } from './stack';
import type { World } from './world';

/** The demo seed's clerk, at one store of the chain. */
export const CLERK = '13800000002';
export const MANAGER = '13800000003';
export const OWNER = '13800000004';
/** Lets merchants in. */
export const OPERATOR = '13800000005';
export const MERCHANT = '青禾咖啡';
const PAY_CODE = /^62\d{20}$/;

export async function askForCode(phone: Phone, number: string): Promise<void> {
  await phone.fill(both('手机号', 'Mobile number'), number);
  await phone.tick();
  await phone.tap(both('获取验证码', 'Send me a code'));
  await phone.sees(both('填写验证码', 'Enter the code'));
}

/** The code from the message; the last digit sends it. */
export async function enterCode(phone: Phone, stack: Stack, number: string): Promise<void> {
  await phone.fill(both('6 位验证码', '6-digit code'), await stack.smsCodeOf(number));
}

export async function signIn(phone: Phone, stack: Stack, number: string): Promise<void> {
  await askForCode(phone, number);
  await enterCode(phone, stack, number);
}

/** A session of somebody whose phone is not looked at. */
export async function signInOverApi(stack: Stack, phone: string) {
  const client = new Client(stack.url);
  await client.call(api.accounts.requestSmsCode, { phone });
  const code = await stack.smsCodeOf(phone);
  const { body } = await client.call(api.accounts.verifySmsCode, { phone, code });
  return { client, token: body.token, user: body.user };
}

/** The same of somebody who works at a store. */
export async function workOverApi(stack: Stack, phone: string) {
  const { client, token, user } = await signInOverApi(stack, phone);
  const [post] = user.staffOf;
  const [storeId] = post?.storeIds ?? [];
  if (!post || !storeId) throw new Error(`${phone} works nowhere`);
  return { client, token, place: { merchantId: post.merchantId, storeId } };
}

/** Somebody new who joins the clerk's merchant and recharges there, all over the API. */
export async function newMemberWithCoins(stack: Stack, phone: string, amountFen: number) {
  const clerk = await workOverApi(stack, CLERK);
  const { client, token } = await signInOverApi(stack, phone);
  const { merchantId } = clerk.place;
  const joined = await client.call(api.cards.joinMerchant, { merchantId }, { as: { token } });
  const sale = { ...clerk.place, phone, amountFen, tender: 'wechat' } as const;
  const loaded = await client.call(api.recharges.createRecharge, sale, { as: clerk });
  if (loaded.problem) throw new Error(`no coins: ${joined.code ?? loaded.code}`);
  return clerk;
}

/** A new member joins a merchant with one tap, and looks at the card. */
export async function join(phone: Phone, merchant: string): Promise<void> {
  await phone.tap('去发现商家');
  await phone.fill('搜索商家', merchant);
  await phone.tap(`加入${merchant}`);
  await phone.tap('同意并加入');
  await phone.sees(`已加入${merchant}`);
  await phone.tap('看卡');
}

/** The digits of the QR code on a member's screen. */
export async function codeOn(phone: Phone, world: World): Promise<string> {
  await phone.page.getByRole('img', { name: '付款码，请店员扫描' }).waitFor();
  const code = await world.scan(phone);
  expect(code).toMatch(PAY_CODE);
  return code;
}

/** Sells 500 yuan, which brings 80 on top, to the member of a phone; ends at the keypad. */
export async function sell500(clerk: Phone, number: string): Promise<void> {
  await clerk.tap('充值');
  await clerk.fill('会员手机号', number);
  await clerk.tap(/^充 500 送 80/);
  await clerk.tap('微信扫码收 ¥500.00');
  await clerk.sees('充值成功');
  await clerk.tap('下一位');
}

/** Types a sum on the counter's keypad. */
export async function typeAmount(clerk: Phone, amount: string): Promise<void> {
  for (const key of amount) await clerk.tap(key === '.' ? '点' : key);
}

/**
 * What a scanner gun does: 22 digits a few milliseconds apart, then Enter. The times of the keys are given,
 * so that a busy machine does not make the gun look like a person.
 */
export async function scanWithGun(clerk: Phone, digits: string): Promise<void> {
  const devtools = await clerk.context.newCDPSession(clerk.page);
  const pressed = [...digits, 'Enter'].map(async (key, index) => {
    const timestamp = Date.now() / 1000 + index * 0.005;
    const code = key === 'Enter' ? { code: key, text: '\r' } : { code: `Digit${key}`, text: key };
    await devtools.send('Input.dispatchKeyEvent', { type: 'keyDown', key, ...code, timestamp });
    await devtools.send('Input.dispatchKeyEvent', {
      type: 'keyUp',
      key,
      code: code.code,
      timestamp,
    });
  });
  await Promise.all(pressed);
  await devtools.detach();
}
