import { flawless } from './support/flaws';
import { join, MANAGER, MERCHANT, signIn } from './support/people';
import type { Phone } from './support/phone';
import type { World } from './support/world';

const MEMBER = '13987650002';

/** The app was built for the pay page of some port; here it is the one of this stack. */
async function routePayPage({ context }: Phone, standIn: string): Promise<void> {
  await context.route(/\/pay\/wx/, async (route) => {
    const { pathname, search } = new URL(route.request().url());
    const url = `${standIn}${pathname}${search}`;
    // It takes forms of its own pages only.
    const headers = { ...route.request().headers(), origin: standIn };
    // The way back is the browser's to go.
    await route.fulfill({ response: await route.fetch({ url, headers, maxRedirects: 0 }) });
  });
}

/** A member recharges in a browser by the WeChat stand-in's pay page, and staff see it. */
export function recharge(world: World): void {
  let member: Phone;
  beforeAll(async () => {
    member = await world.phone();
    await routePayPage(member, world.stack.standIn);
    await signIn(member, world.stack, MEMBER);
    await join(member, MERCHANT);
  });

  test('says what it brings and what to know, before anything is paid', async () => {
    await member.tap('充值');
    await member.tap(/^¥200 ?送 ¥20/);
    await member.sees(/到账 ¥220.00/);
    await member.sees('杭州青禾餐饮管理有限公司');
    await member.tap(/^会员协议 ?第/);
    await member.sees(/本金永不过期/);
    const [file] = await Promise.all([
      member.page.waitForEvent('download'),
      member.tap('下载全文'),
    ]);
    expect(file.suggestedFilename()).toBe('青禾咖啡-会员协议-第1版.txt');
    await member.tap('关闭');
    await member.picture('member-recharge');
  });

  test('the pay code is one tap away, and the form is as it was after a look at it', async () => {
    await member.tap('付款码');
    await member.sees(/自动更新/);
    await member.tap('关闭');
    await member.sees(/到账 ¥220.00/);
  });

  test('who leaves the pay page finds the form as it was', async () => {
    await member.tap('支付 ¥200.00');
    await member.tap('Do not pay');
    await member.sees('没有付款');
    await member.picture('member-recharge-cancelled');
  });

  test('who pays sees the coins and the bonus on the card', async () => {
    await member.tap('支付 ¥200.00');
    await member.tap('Pay ¥200.00');
    await member.sees('充值成功');
    await member.seesSum('+¥220.00');
    await member.picture('member-recharge-credited');
    await flawless(member);
    await member.tap('完成');
    await member.seesSum('¥220.00');
  });

  test('both tries are one order, which the manager sees too', async () => {
    await member.tap('充值');
    await member.tap(/^充值订单/);
    await member.sees('充 ¥200.00 送 ¥20.00');
    expect(await member.page.getByText('充 ¥200.00 送 ¥20.00').count()).toBe(1);

    const manager = await world.phone();
    await signIn(manager, world.stack, MANAGER);
    await manager.tap('我的');
    await manager.tap(/充值订单/);
    await manager.tap(/^充 ¥200.00 送 ¥20.00/);
    await manager.sees('微信支付单号');
    await manager.picture('manager-recharge-order');
  });
}
