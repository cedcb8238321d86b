import { flawless } from './support/flaws';
import {
  codeOn,
  join,
  MANAGER,
  MERCHANT,
  OWNER,
  scanWithGun,
  signIn,
  typeAmount,
} from './support/people';
import type { Phone } from './support/phone';
import type { World } from './support/world';

const MEMBER = '13987654321';
const EVIDENCE = '收款人本人，身份证已核对';
/** How soon the member's phone shows what happened at the counter. */
const AT_ONCE_MS = 3_000;

/** From the keypad to the screen of a member who is named by phone. */
async function findMember(counter: Phone): Promise<void> {
  await counter.tap('手机号');
  await counter.fill('会员手机号', MEMBER);
  await counter.sees('卡片处理');
}

/** Makes a batch of one recharge card; answers what would be printed on it. */
async function makeRechargeCard(manager: Phone): Promise<{ number: string; code: string }> {
  await manager.tap('我的');
  await manager.tap(/充值卡/);
  await manager.tap('生成一批');
  await manager.fill('面值', '100');
  await manager.fill('张数', '1');
  await flawless(manager);
  await manager.tap('生成 1 张');
  await manager.sees('充值码');
  await flawless(manager);
  const printed = (css: string) => manager.page.locator(css).innerText();
  const number = await printed('.recharge-cards__number');
  const code = await printed('.recharge-cards__secret');
  await manager.tap('已经保存好了');
  await manager.tap('保存好了，不再显示');
  await manager.sees('剩 1');
  await flawless(manager);
  await manager.tap(/剩 1/);
  await manager.button(/^作废未售出的/).waitFor();
  await flawless(manager);
  await manager.tap(/^作废未售出的/);
  await manager.sees('作废未售出的卡？');
  await flawless(manager);
  await manager.tap('关闭');
  await manager.back();
  await manager.back();
  await manager.tap('收银');
  return { number, code };
}

/**
 * A member, a store's manager and the merchant's owner, each on one phone. The steps follow on one another:
 * each starts where the one before ended.
 */
export function cardLife(world: World): void {
  let member: Phone;
  let manager: Phone;
  let owner: Phone;
  beforeAll(async () => {
    [member, manager, owner] = await Promise.all([world.phone(), world.phone(), world.phone()]);
    await signIn(member, world.stack, MEMBER);
    await signIn(manager, world.stack, MANAGER);
    await signIn(owner, world.stack, OWNER);
  });

  test('the owner lowers the cap after seeing what it was and will be', async () => {
    await owner.tap('我的');
    await owner.tap(/本金上限/);
    await owner.seesSum('¥1,000.00');
    await owner.tap('修改上限');
    await owner.fill('其他会员', '1000.01');
    await owner.tap('下一步');
    await owner.sees('请填写 0.01 到 ¥1,000.00');
    await owner.fill('其他会员', '800');
    await owner.tap('下一步');
    await owner.sees('确认修改？');
    await owner.picture('caps');
    await owner.tap('确认修改');
    await owner.sees('本金上限已修改');
    await owner.seesSum('¥800.00');
  });

  test('the cap is said before a recharge', async () => {
    await join(member, MERCHANT);
    await manager.tap('充值');
    await manager.fill('会员手机号', MEMBER);
    await manager.sees(/本金最多 ¥800.00/);
    await manager.tap(/^充 500 送 80/);
    await manager.tap('微信扫码收 ¥500.00');
    await manager.sees('充值成功');
    await manager.tap('下一位');
    await member.seesSum('¥580.00', AT_ONCE_MS);
  });

  test('a recharge card is made, sold and loaded', async () => {
    const { number, code } = await makeRechargeCard(manager);
    await manager.tap('充值');
    await manager.tap('卖充值卡');
    await manager.fill('卡号', number);
    await manager.button(/^收 ¥100.00/).waitFor();
    await flawless(manager);
    await manager.tap(/^收 ¥100.00/);
    await manager.sees('已售出');
    await flawless(manager);
    await manager.tap('下一位');

    await member.tap(/用充值卡充值/);
    await member.fill('充值码', code);
    await member.button('充入 ¥100.00').waitFor();
    await flawless(member);
    await member.tap('充入 ¥100.00');
    await member.sees('充值成功');
    await member.tap('知道了');
    await member.seesSum('¥680.00');
  });

  test('coins are held at the counter, and what it came to is taken', async () => {
    await member.tap('付款码');
    const payCode = await codeOn(member, world);
    await typeAmount(manager, '50');
    await scanWithGun(manager, payCode);
    await manager.tap('先预留 ¥45.00');
    await manager.tap('预留 ¥45.00');
    await manager.sees('已预留');
    await flawless(manager);
    await member.sees('已预留', AT_ONCE_MS);
    await manager.tap('下一位');
    await manager.tap(/1 笔预留未结/);
    await manager.sees(/^139\*{4}4321/);
    await flawless(manager);
    await manager.tap(/¥45\.00$/);
    await manager.tap('不消费，全部退回');
    await manager.button('先不退').waitFor();
    await flawless(manager);
    await manager.tap('先不退');
    await flawless(manager);
    await typeAmount(manager, '40');
    await manager.tap('收款 ¥36.00');
    await manager.sees('已收款');
    await manager.tap('下一位');
    await member.sees('付款成功', AT_ONCE_MS);
    await member.tap('完成');
    await member.seesSum('¥644.00');
  });

  test('above the member’s own limit a payment waits for their word', async () => {
    await member.tap(/^免确认金额/);
    await member.fill('金额（元）', '30');
    await member.tap('保存');
    await member.sees(/^¥30.00 以内/);
    await member.tap('付款码');
    const payCode = await codeOn(member, world);
    await typeAmount(manager, '40');
    await scanWithGun(manager, payCode);
    await manager.tap('请会员确认 ¥36.00');
    await manager.sees('等会员确认');
    await member.sees('确认付款', AT_ONCE_MS);
    await member.picture('approval');
    await manager.picture('approval-waiting');
    await flawless(member, manager);
    await member.tap('拒绝');
    await member.fill('说明（选填）', '我不在店里');
    await member.picture('approval-report');
    await flawless(member);
    await member.tap('告诉商家');
    await member.sees('已告诉商家');
    await manager.sees('会员拒绝了', AT_ONCE_MS);
    await manager.tap('下一位');
    expect(await codeOn(member, world)).not.toBe(payCode);
    await member.tap('关闭');
    await member.seesSum('¥644.00');
  });

  test('a recharge is refunded, and both sides see how it went', async () => {
    await findMember(manager);
    await manager.tap(/^充值记录/);
    await manager.tap(/^充 ¥500.00/);
    await manager.fill('备注（选填）', '会员要搬家');
    await flawless(manager);
    await manager.tap('办理退款 ¥464.00');
    await manager.sees('等待付款');
    await member.tap(/等待商家付 ¥464.00/);
    await member.sees('登记退款，币先留出');
    await flawless(member, manager);
    await manager.fill('银行流水号', 'B20260731');
    await manager.fill('付款凭据', EVIDENCE);
    await manager.tap('已转账 ¥464.00');
    await manager.sees('已退款');
    await member.sees('钱已付给会员', AT_ONCE_MS);
    await member.picture('refund');
    await member.tap('关闭');
    await member.seesSum('¥100.00');

    await manager.tap('看充值记录');
    await manager.tap(/已退 ¥464.00/);
    await manager.sees('会员要搬家');
    await manager.sees(`B20260731 · ${EVIDENCE}`);
    await manager.picture('refund-history');
    await flawless(manager);
    await manager.tap('返回');
    await manager.tap('返回');
  });

  test('a frozen card says so on the member’s phone, until a manager unfreezes it', async () => {
    await manager.tap(/^冻结/);
    await manager.tap('会员要求');
    await flawless(manager);
    await manager.tap('冻结');
    await manager.sees('原因：会员要求');
    await member.sees('这张卡已冻结', AT_ONCE_MS);
    await flawless(member, manager);
    await manager.tap(/^解冻/);
    await manager.tap('已核实本人');
    await manager.tap('解冻');
    await manager.sees('已解冻');
    await member.button('付款码').waitFor({ timeout: AT_ONCE_MS });
  });

  test('the owner corrects the points, and the member exchanges them', async () => {
    await owner.tap('返回');
    await owner.tap(/东街店/);
    await findMember(owner);
    await owner.tap(/^更正/);
    await owner.tap('积分');
    await owner.tap('增加');
    await owner.fill('积分数', '164');
    await owner.tap('录错金额');
    await flawless(owner);
    await owner.tap('更正为 200 分');
    await owner.sees('已更正');

    await member.tap(/^积分/);
    await member.tap(/^¥5.00/);
    await member.tap('用 100 分兑换');
    await member.sees('已兑换 ¥5.00 商家币');
    await member.tap('返回');
    await member.seesSum('¥105.00');
  });

  test('a lost phone is signed out when the card is replaced', async () => {
    await manager.tap(/^挂失补卡/);
    await manager.tap('获取验证码');
    await manager.sees('已发送，请会员读给你听');
    await flawless(manager);
    await manager.fill('短信验证码', await world.stack.smsCodeOf(MEMBER));
    await manager.tap('手机丢失');
    await manager.tap('挂失补卡');
    await manager.sees('已补卡，旧付款码失效');
    await member.button('获取验证码').waitFor();
  });
}
