import { flawless } from './support/flaws';
import { join, MERCHANT, signIn } from './support/people';
import type { World } from './support/world';

const MEMBER = '13955660066';
const DAY = '结婚纪念日';

/** A member tells one merchant a day to be reminded of, and takes it back. */
export function reminders(world: World): void {
  test('a day is added, shows when it falls next, and is removed', async () => {
    const member = await world.phone();
    await signIn(member, world.stack, MEMBER);
    await join(member, MERCHANT);
    await member.tap(/^提醒设置/);
    await member.sees('接收提醒');

    await member.tap(/^添加纪念日/);
    await member.tap('农历');
    await member.tap('添加');
    await member.sees('请填写名称，最多 20 个字');
    await flawless(member);
    await member.fill('名称', DAY);
    await member.sees(/^下一次：/);
    await member.tap('添加');
    await member.sees('已添加');

    await member.tap(`删除 ${DAY}`);
    await member.sees(`删除“${DAY}”？`);
    await flawless(member);
    await member.tap('删除');
    await member.sees('已删除');
    await member.text(DAY).waitFor({ state: 'hidden' });
  });
}
