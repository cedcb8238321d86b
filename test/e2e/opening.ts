import { flawless } from './support/flaws';
import { MERCHANT, OPERATOR, signIn } from './support/people';
import type { Phone } from './support/phone';
import type { World } from './support/world';

const OWNER = '13955660077';
const NAME = '山野茶铺';

/** Somebody opens a merchant, the platform's operator lets it in, and members find it. */
export function opening(world: World): void {
  let owner: Phone;
  beforeAll(async () => {
    owner = await world.phone();
    await signIn(owner, world.stack, OWNER);
    await owner.sees('还没有会员卡');
  });

  test('the form says what is wrong, and sends once it is right', async () => {
    await owner.tap('我的');
    await owner.tap(/^开通商家/);
    await owner.fill('门店电话', '12');
    await owner.tap('提交审核');
    await owner.sees('请填写商家名称，最多 30 个字');
    await owner.sees('请填写座机或手机号');
    await flawless(owner);
    await owner.fill('商家名称', MERCHANT);
    await owner.fill('门店电话', '0571-88886666');
    await owner.tap('提交审核');
    await owner.sees('已经有商家用这个名称，换一个');
    await owner.fill('商家名称', NAME);
    await owner.tap('提交审核');
    await owner.sees('已提交，等待审核');
    await flawless(owner);
    await owner.tap('知道了');
    await owner.sees(/等待平台审核/);
    await flawless(owner);
  });

  test('until it is let in nobody finds it; then everybody does', async () => {
    await owner.tap('发现');
    await owner.fill('搜索商家', NAME);
    await owner.sees(`没有找到“${NAME}”`);
    await flawless(owner);

    const operator = await world.phone();
    await signIn(operator, world.stack, OPERATOR);
    await operator.tap('我的');
    await operator.tap(/^平台审核/);
    await operator.tap(new RegExp(`^${NAME}`));
    await operator.sees(`让${NAME}上线？`);
    await flawless(operator);
    await operator.tap('通过审核');
    await operator.sees(`${NAME}已上线`);
    await operator.sees('没有待审核的商家');

    await owner.fill('搜索商家', '山野');
    await owner.button(`加入${NAME}`).waitFor();
  });
}
