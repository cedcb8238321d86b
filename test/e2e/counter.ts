import { flawless } from './support/flaws';
import { CLERK, codeOn, scanWithGun, sell500, signIn, typeAmount } from './support/people';
import type { Phone } from './support/phone';
import type { World } from './support/world';

const MEMBER = '13955660088';

/**
 * What else a clerk meets: a customer who is registered at the counter, the same sum twice, a mistake taken back,
 * and the counter in easy mode. The steps follow on one another.
 */
export function counter(world: World): void {
  let clerk: Phone;
  let member: Phone;
  beforeAll(async () => {
    [clerk, member] = await Promise.all([world.phone(), world.phone()]);
    await signIn(clerk, world.stack, CLERK);
  });

  test('a customer is registered by phone, and confirms it before the first recharge', async () => {
    await clerk.tap('登记');
    await clerk.fill('会员手机号', MEMBER);
    await clerk.fill('姓名', '林小满');
    await flawless(clerk);
    await clerk.tap('先登记，以后验证');
    await clerk.sees('登记成功');
    await flawless(clerk);
    await clerk.tap('现在充值');
    await clerk.tap('验证手机号');
    await clerk.tap('获取验证码');
    await clerk.sees('已发送，请会员读给你听');
    await flawless(clerk);
    await clerk.fill('短信验证码', await world.stack.smsCodeOf(MEMBER));
    await clerk.sees('手机号已验证');
    await flawless(clerk);
    await clerk.tap('返回');
    await sell500(clerk, MEMBER);
  });

  test('who signs in by that number later finds the card', async () => {
    await signIn(member, world.stack, MEMBER);
    await member.seesSum('¥580.00');
    await member.tap('付款码');
  });

  test('the same sum from the same card moments later is asked about', async () => {
    await typeAmount(clerk, '20');
    await scanWithGun(clerk, await codeOn(member, world));
    await clerk.tap('收款 ¥18.00');
    await clerk.sees('已收款');
    await clerk.tap('下一位');
    await member.tap('再出示一次付款码');
    await typeAmount(clerk, '20');
    await scanWithGun(clerk, await codeOn(member, world));
    await clerk.tap('收款 ¥18.00');
    await clerk.sees('同样一笔刚收过');
    await flawless(clerk);
    await clerk.tap('不收');
    await clerk.tap('返回');
    await clerk.tap('清空');
  });

  test('a mistake is taken back in part, and the member sees it', async () => {
    await clerk.tap(/^最近/);
    await clerk.tap(/¥18\.00/);
    await clerk.tap('撤销这一笔');
    await clerk.tap('一部分');
    await clerk.fill('退回金额', '18.01');
    await clerk.sees('填 0.01 到 ¥18.00 之间的金额');
    await flawless(clerk);
    await clerk.fill('退回金额', '8');
    await clerk.tap('其他');
    await clerk.fill('写明原因', '少了一杯');
    await clerk.tap('退回 ¥8.00');
    await clerk.sees('已退回');
    await clerk.seesSum('¥570.00');
    await flawless(clerk);
    await clerk.tap('下一位');
    await member.tap('关闭');
    await member.seesSum('¥570.00');
  });

  test('in easy mode the counter has larger keys and all that it needs', async () => {
    await clerk.tap('我的');
    await clerk.page.getByRole('checkbox', { name: /^长辈模式/ }).tap();
    await clerk.tap('收银');
    await typeAmount(clerk, '128.5');
    await clerk.picture('counter-easy');
    await flawless(clerk);
    await clerk.tap(/^最近/);
    await clerk.sees('本机最近的账目');
    await flawless(clerk);
    await clerk.tap('关闭');
    await clerk.tap('手机号');
    await clerk.fill('会员手机号', MEMBER);
    await clerk.sees('会员报的六位数');
    await clerk.picture('counter-easy-price');
    await flawless(clerk);
  });
}
