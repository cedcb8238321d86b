import { api } from '@merchant-coin/shared';
import {
  askForCode,
  CLERK,
  codeOn,
  join,
  MERCHANT,
  scanWithGun,
  signIn,
  typeAmount,
  workOverApi,
} from './support/people';
import { flawless } from './support/flaws';
import type { Phone } from './support/phone';
import type { World } from './support/world';

const MEMBER = '13912345678';
/** How soon the member's phone shows what happened at the counter. */
const AT_ONCE_MS = 2_000;

/** Takes a sum over the API, as the clerk's phone would. */
async function redeemOverApi({ stack }: World, payCode: string, listFen: number) {
  const { client, place, token } = await workOverApi(stack, CLERK);
  return client.call(api.redemptions.redeem, { ...place, payCode, listFen }, { as: { token } });
}

const redemptionsSent = (phone: Phone) =>
  phone.writes.filter((path) => path.endsWith('/redemptions')).length;

/**
 * Two people with two phones. The steps follow on one another: each starts where the one before ended. Three
 * codes are used in all, as many as a device has at one moment.
 */
export function mainJob(world: World): void {
  let member: Phone;
  let clerk: Phone;
  const usedCodes: string[] = [];
  beforeAll(async () => {
    [member, clerk] = await Promise.all([world.phone(), world.phone()]);
  });

  test('a wrong code is said clearly; the right one signs a new member up', async () => {
    await askForCode(member, MEMBER);
    const right = await world.stack.smsCodeOf(MEMBER);
    await member.fill('6 位验证码', right === '000000' ? '111111' : '000000');
    await member.sees('验证码不对或已过期，请核对短信');
    await member.fill('6 位验证码', right);
    await member.sees('还没有会员卡');
  });

  test('the member finds the merchant, joins with one tap and sees the card', async () => {
    await join(member, MERCHANT);
    await member.seesSum('¥0.00');
  });

  test('the clerk recharges by phone: 500 gets 80, and the card shows it by itself', async () => {
    await signIn(clerk, world.stack, CLERK);
    await clerk.tap('充值');
    await clerk.fill('会员手机号', MEMBER);
    await clerk.tap(/^充 500 送 80/);
    await clerk.tap('微信扫码收 ¥500.00');
    await clerk.sees('充值成功');
    await clerk.seesSum('+¥580.00');
    await member.seesSum('¥580.00', AT_ONCE_MS);
    await clerk.tap('下一位');
  });

  test('the code on the screen pays: amount, scan, price, one tap, receipts', async () => {
    await member.tap('付款码');
    const code = await codeOn(member, world);
    usedCodes.push(code);

    await typeAmount(clerk, '36');
    await scanWithGun(clerk, code);
    await clerk.seesSum('¥32.40');
    await clerk.sees('原价 ¥36.00 · 9折 · 省 ¥3.60');
    await clerk.tap('收款 ¥32.40');
    await clerk.sees('已收款');
    // Nobody touches the member's phone.
    await member.sees('付款成功', AT_ONCE_MS);
    expect(member.events).toContain('entry');
    await member.seesSum('¥32.40');
    await member.seesSum('¥547.60');
    await member.picture('receipt');
    await flawless(member, clerk);
    await member.tap('有问题？问门店');
    await member.button('打电话给东街店').waitFor();
    await flawless(member);
    await member.tap('关闭');
  });

  test('the same code again is refused as used', async () => {
    await clerk.tap('下一位');
    await clerk.tap(/^最近/);
    await clerk.sees('本机最近的账目');
    await flawless(clerk);
    await clerk.tap('关闭');
    await typeAmount(clerk, '5');
    await scanWithGun(clerk, usedCodes[0] ?? '');
    await clerk.sees('付款码用过了');
    await clerk.sees(/没有再次扣款/);
    await clerk.tap('返回');
    await clerk.tap('清空');
  });

  test('two quick taps on the button take once', async () => {
    await member.tap('再出示一次付款码');
    const code = await codeOn(member, world);
    expect(usedCodes).not.toContain(code);
    usedCodes.push(code);

    await typeAmount(clerk, '12.5');
    await scanWithGun(clerk, code);
    const sentBefore = redemptionsSent(clerk);
    await clerk.button('收款 ¥11.25').dblclick();
    await clerk.sees('已收款');
    await member.sees('付款成功', AT_ONCE_MS);
    await member.seesSum('¥536.35');
    expect(redemptionsSent(clerk) - sentBefore).toBe(1);
  });

  test('without a network the phone goes on making codes, and they pay', async () => {
    await member.context.setOffline(true);
    await member.tap('再出示一次付款码');
    await member.sees('没有网络也能付款');
    const code = await codeOn(member, world);
    expect(usedCodes).not.toContain(code);

    const { status, body } = await redeemOverApi(world, code, 2_000);
    expect(status).toBe(201);
    expect(body.redemption.balance.spendableFen).toBe(51_835);

    await member.context.setOffline(false);
    await member.sees('付款成功');
    await member.seesSum('¥518.35');
  });

  test('the entries show every movement', async () => {
    await member.tap('完成');
    await member.sees('最近流水');
    for (const sum of ['+¥580.00', '−¥32.40', '−¥11.25', '−¥18.00']) await member.seesSum(sum);
    await member.picture('card');
  });

  test('a second phone pays only once the member says so', async () => {
    const second = await world.phone();
    await signIn(second, world.stack, MEMBER);
    await second.tap('付款码');
    await second.sees('付款码在另一台手机上');
    await second.tap('用这台手机付款');
    await codeOn(second, world);

    await member.tap('付款码');
    await member.sees('付款码在另一台手机上');
    await second.context.close();
  });
}
