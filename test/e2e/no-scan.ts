import { CLERK, join, MERCHANT, scanWithGun, sell500, signIn, typeAmount } from './support/people';
import type { Phone } from './support/phone';
import type { World } from './support/world';

const MEMBER = '13955667788';
const PIN = '728391';
/** How soon the member's phone shows what happened at the counter. */
const AT_ONCE_MS = 3_000;

/** A field that hides what is typed has no role to be found by. */
const typeSecret = (phone: Phone, label: string, value: string) =>
  phone.page.getByLabel(label, { exact: true }).fill(value);

/** Names the member by phone, with a sum typed before. */
async function chargeByPhone(clerk: Phone, amount: string): Promise<void> {
  await typeAmount(clerk, amount);
  await clerk.tap('手机号');
  await clerk.fill('会员手机号', MEMBER);
  await clerk.sees('会员报的六位数');
}

/** A member and a clerk where nothing can be scanned. The steps follow on one another. */
export function noScan(world: World): void {
  let member: Phone;
  let clerk: Phone;
  beforeAll(async () => {
    [member, clerk] = await Promise.all([world.phone(), world.phone()]);
    await signIn(member, world.stack, MEMBER);
    await signIn(clerk, world.stack, CLERK);
    await join(member, MERCHANT);
    await sell500(clerk, MEMBER);
  });

  test('six digits that the member reads out pay; wrong ones say so', async () => {
    await member.tap('付款码');
    await member.sees('念给店员');
    await chargeByPhone(clerk, '30');
    await clerk.fill('会员报的六位数', '000000');
    await clerk.tap(/^收款 ¥/);
    await clerk.sees('六位数不对');
    const shown = await member.page.locator('.pay-code__spoken').innerText();
    await clerk.fill('会员报的六位数', shown.replace(/\s/g, ''));
    await clerk.tap(/^收款 ¥/);
    await clerk.sees('已收款');
    await member.sees('付款成功', AT_ONCE_MS);
    await clerk.tap('下一位');
    await member.tap('再出示一次付款码');
  });

  test('a code for one sum pays that sum only', async () => {
    await typeAmount(clerk, '40');
    const price = await priceOf(clerk);
    await member.tap(/^金额码/);
    await member.fill('应付金额（元）', price);
    await member.tap(/^出示 ¥/);
    await member.sees(/^只付 ¥/);
    const digits = (await member.page.locator('.pay-code__digits').innerText()).replace(/\s/g, '');
    await typeAmount(clerk, '41');
    await scanWithGun(clerk, digits);
    await clerk.sees(/^这个码只付 ¥/);
    await clerk.tap('返回');
    await clerk.tap('清空');
    await typeAmount(clerk, '40');
    await scanWithGun(clerk, digits);
    await clerk.sees('会员已经同意付这个金额');
    await clerk.tap(/^收款 ¥/);
    await clerk.sees('已收款');
    await member.sees('付款成功', AT_ONCE_MS);
    await clerk.tap('下一位');
    await member.tap('完成');
  });

  test('the member sets a PIN by SMS, and it pays without the phone', async () => {
    await member.tap(/^支付密码/);
    await member.tap('设置支付密码');
    await member.tap('获取验证码');
    await member.sees('已发送，五分钟内有效');
    await typeSecret(member, '六位数字密码', PIN);
    await typeSecret(member, '再输一次', PIN);
    await member.fill('短信验证码', await world.stack.smsCodeOf(MEMBER));
    await member.tap('保存密码');
    await member.sees('支付密码已设好');
    await chargeByPhone(clerk, '50');
    await clerk.tap('输密码');
    await typeSecret(clerk, '支付密码', '604817');
    await clerk.tap(/^收款 ¥/);
    await clerk.sees('密码不对');
    await typeSecret(clerk, '支付密码', PIN);
    await clerk.tap(/^收款 ¥/);
    await clerk.sees('已收款');
    const kept = await clerk.page.evaluate(() => JSON.stringify(localStorage));
    expect(kept).not.toContain(PIN);
    await clerk.tap('下一位');
  });
}

/** What is to be paid for the sum on the keypad, after this member's discount. */
async function priceOf(clerk: Phone): Promise<string> {
  await clerk.tap('手机号');
  await clerk.fill('会员手机号', MEMBER);
  const button = clerk.button(/^收款 ¥/);
  await button.waitFor();
  const price = (await button.innerText()).replace(/^.*¥/, '');
  await clerk.tap('返回');
  await clerk.tap('清空');
  return price;
}
