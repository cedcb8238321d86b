import { api } from '@merchant-coin/shared';
import type { Route } from 'playwright-core';
import { Client } from '../support/client';
import {
  CLERK,
  codeOn,
  join,
  MERCHANT,
  scanWithGun,
  sell500,
  signIn,
  typeAmount,
} from './support/people';
import type { Phone } from './support/phone';
import type { World } from './support/world';

const MEMBER = '13911112222';

/** The member's own calls, from the session that their phone has. */
async function memberApi(phone: Phone, { stack }: World) {
  const kept = await phone.page.evaluate(() => localStorage.getItem('mc.session') ?? '');
  // Taro's storage on browsers wraps what it keeps.
  const { data } = JSON.parse(kept) as { data: string };
  const as = JSON.parse(data) as { token: string };
  const client = new Client(stack.url);
  const { body } = await client.call(api.cards.listMyCards, {}, { as });
  const [card] = body.items;
  if (!card) throw new Error('the member has no card');
  const cardId = card.id;
  return {
    redemptions: async () => {
      const entries = await client.call(api.cards.listMyEntries, { cardId, limit: 100 }, { as });
      return entries.body.items.filter(({ type }) => type === 'redeem').length;
    },
    freeze: () => client.call(api.cards.freezeMyCard, { cardId }, { as }),
  };
}

/** Does something to the next redemption that a phone sends, and to no other. */
async function onNextRedemption(phone: Phone, act: (route: Route) => Promise<void>): Promise<void> {
  await phone.page.route(/\/redemptions$/, act, { times: 1 });
}

const lose = (route: Route) => route.abort('internetdisconnected');

/**
 * A member and a clerk whose networks fail in turn. The steps follow on one another; each pays with a code of
 * its own, of which a device has three at one moment.
 */
export function offline(world: World): void {
  let member: Phone;
  let clerk: Phone;
  let own: Awaited<ReturnType<typeof memberApi>>;

  /** From the keypad to the button with the price. */
  async function charge(amount: string): Promise<void> {
    const code = await codeOn(member, world);
    await typeAmount(clerk, amount);
    await scanWithGun(clerk, code);
  }

  beforeAll(async () => {
    [member, clerk] = await Promise.all([world.phone(), world.phone()]);
    await Promise.all([signIn(member, world.stack, MEMBER), signIn(clerk, world.stack, CLERK)]);
    await join(member, MERCHANT);
    await sell500(clerk, MEMBER);
    await member.seesSum('¥580.00');
    own = await memberApi(member, world);
  });

  test('without a network the app starts anew with what it knew, and its code pays', async () => {
    await member.page.evaluate(() => navigator.serviceWorker.ready);
    await member.context.setOffline(true);
    await member.page.reload();
    await member.sees(/没有连上网络，显示的是/);
    await member.seesSum('¥580.00');
    await member.tap('付款码');
    await member.sees('没有网络也能付款');

    await charge('36');
    await clerk.tap('收款 ¥32.40');
    await clerk.sees('已收款');
    await clerk.tap('下一位');

    await member.context.setOffline(false);
    await member.sees('付款成功');
    await member.seesSum('¥547.60');
  });

  test('an answer that gets lost is checked: one redemption, and its receipt', async () => {
    await member.tap('再出示一次付款码');
    await onNextRedemption(clerk, async (route) => {
      await route.fetch();
      await lose(route);
    });
    await charge('20');
    await clerk.button('收款 ¥18.00').dblclick();
    await clerk.sees('正在核对');
    await clerk.sees('已收款');
    await clerk.seesSum('¥529.60');
    expect(await own.redemptions()).toBe(2);
    await clerk.tap('下一位');
  });

  test('a slow network says so; what never arrived is refused for certain', async () => {
    await member.tap('再出示一次付款码');
    await onNextRedemption(clerk, async (route) => {
      await clerk.sees('网络较慢，还在等回应');
      await own.freeze();
      await lose(route);
    });
    await charge('10');
    await clerk.tap('收款 ¥9.00');
    await clerk.sees('卡已冻结');
    expect(await own.redemptions()).toBe(2);
    await clerk.tap('下一位');
  });

  test('a page whose script does not come says so, and opens once there is a network', async () => {
    await clerk.tap('我的');
    await clerk.button(/^开通商家/).waitFor();
    const address = clerk.page.url();
    await clerk.context.setOffline(true);
    await clerk.tap(/^开通商家/);
    const word = clerk.text('没有连上网络，页面没有打开。联网后再点一次');
    await word.waitFor();
    expect(clerk.page.url()).toBe(address);
    await clerk.context.setOffline(false);
    // A second tap within moments is taken for the first.
    await word.waitFor({ state: 'hidden' });
    await clerk.tap(/^开通商家/);
    await clerk.page.getByRole('textbox').first().waitFor();
    expect(clerk.page.url()).toContain('features/opening');
    await clerk.tap('返回');
    await clerk.tap('收银');
  });

  test('what is typed at the till is there after a look at another page', async () => {
    await typeAmount(clerk, '12.5');
    await clerk.tap('我的');
    await clerk.tap('收银');
    await clerk.button('扫码收款 ¥12.50').waitFor();
  });

  test('after signing out nothing of the member is left on the phone', async () => {
    const kept = () => member.page.evaluate(() => JSON.stringify({ ...localStorage }));
    expect(await kept()).toContain(MERCHANT);
    await member.page.goto(`${world.stack.url}/#/pages/me/index`);
    await member.tap('退出登录');
    await member.tap('退出登录');
    await member.page.getByRole('textbox', { name: '手机号' }).waitFor();
    for (const trace of [MERCHANT, MEMBER, 'secret', 'crd_'])
      expect(await kept()).not.toContain(trace);
  });
}
