import { api } from '@merchant-coin/shared';
import { newMemberWithCoins, signIn } from './support/people';
import type { Phone } from './support/phone';
import type { World } from './support/world';

const MEMBER = '13955660011';
const PAID_IN_FEN = 50_000;
/** How soon the member's phone shows what is asked at the counter. */
const AT_ONCE_MS = 3_000;
const ASKED = '确认付款';
const ENTRY = '流水序号';

/** A payment that waits for the member's word reaches them wherever in the app they are. */
export function approvals(world: World): void {
  let member: Phone;
  let ask: (listFen: number) => Promise<void>;
  beforeAll(async () => {
    const clerk = await newMemberWithCoins(world.stack, MEMBER, PAID_IN_FEN);
    ask = async (listFen) => {
      const sale = { ...clerk.place, phone: MEMBER, listFen };
      const { body } = await clerk.client.call(api.redemptions.redeem, sale, { as: clerk });
      expect(body.redemption.status).toBe('waiting');
    };
    member = await world.phone();
    await signIn(member, world.stack, MEMBER);
    await member.tap(/青禾咖啡/);
    await member.sees('最近流水');
  });

  /** Also on the pages that lie below this one. */
  const dialogs = () => member.page.locator('[role=dialog]').count();
  const refuse = async () => {
    await member.tap('拒绝');
    await member.tap('不用了');
    await member.page.waitForFunction(() => !document.querySelector('[role=dialog]'));
  };

  test('on the page of a card it asks once, whatever lies below', async () => {
    await ask(800);
    await member.sees(ASKED, AT_ONCE_MS);
    expect(await dialogs()).toBe(1);
    await refuse();
  });

  test('above an open sheet it asks; closed, the next page asks again, and answered it is over', async () => {
    await member.tap(/^充值.*东街店/);
    await member.sees(ENTRY);
    await ask(900);
    await member.sees(ASKED, AT_ONCE_MS);
    // The uppermost alone goes.
    await member.page.keyboard.press('Escape');
    await member.text(ASKED).waitFor({ state: 'hidden' });
    await member.sees(ENTRY);
    await member.tap('关闭');
    await member.tap(/^积分/);
    await member.sees(ASKED);
    // Pressed where a finger would: nothing covers it.
    await refuse();
    await member.tap('返回');
    await member.sees('最近流水');
    expect(await dialogs()).toBe(0);
  });

  test('the keyboard goes round in a sheet, also through words that are only read', async () => {
    await member.tap(/^充值.*东街店/);
    await member.sees(ENTRY);
    const sheet = member.page.getByRole('dialog');
    expect(await sheet.getAttribute('aria-modal')).toBe('true');
    const focused: (string | undefined)[] = [];
    for (let pressed = 0; pressed < 3; pressed += 1) {
      await member.page.keyboard.press('Tab');
      focused.push(
        await member.page.evaluate(() => document.activeElement?.className.split(' ').at(-1)),
      );
    }
    expect(focused).toEqual(['sheet__close', 'sheet__body', 'sheet__close']);
    await member.tap('关闭');
  });
}
