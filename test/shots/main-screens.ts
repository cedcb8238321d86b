import { scanWithGun, typeAmount } from '../e2e/support/people';
import type { Phone } from '../e2e/support/phone';
import { BACK, both, CLOSE, ME } from '../e2e/tours/stops';
import type { Cast } from './cast';
import type { Variant } from './studio';

/** Keeps a picture of what a phone shows. */
export type Shoot = (name: string, phone: Phone) => Promise<void>;

const PAY = both('付款码', 'Pay');
const NEW_CODE = both('换一个新码', 'Show a new code');

async function memberScreens(phone: Phone, shoot: Shoot): Promise<void> {
  await phone.sees(both('3 张会员卡', '3 cards'));
  await shoot('member-cards', phone);
  await phone.tap(/青禾咖啡/);
  await phone.sees(both('最近流水', 'Latest entries'));
  await shoot('member-card', phone);
  await phone.tap(PAY);
  // Once the server's clock is known.
  await phone.sees(both('29 秒后自动更新', 'New code in 29 s'));
  await shoot('member-pay-code', phone);
  await phone.tap(CLOSE);
  await phone.tap(both('充值', 'Recharge'));
  await phone.tap(both(/^¥500 ?送 ¥80/, /^¥500 ?\+¥80 bonus/));
  await phone.sees(both(/^付 ¥500.00/, /^You pay/));
  await shoot('member-recharge', phone);
  await phone.tap(BACK);
  await phone.tap(BACK);
  await phone.tap(ME);
  await phone.tap(both(/^消息/, /^Messages/));
  await phone.sees(both(/^生日快乐/, /^Happy birthday/));
  await shoot('member-inbox', phone);
}

/** A payment, seen from both sides. */
async function payment(clerk: Phone, payer: Phone, shoot: Shoot): Promise<void> {
  await payer.tap(PAY);
  await payer.sees(NEW_CODE);
  const digits = await payer.page.locator('.pay-code__digits').innerText();
  await clerk.tap(both('收银', 'Counter'));
  await typeAmount(clerk, '36');
  await shoot('clerk-counter', clerk);
  await scanWithGun(clerk, digits.replace(/\s/g, ''));
  const take = both('收款 ¥32.40', 'Take ¥32.40');
  await clerk.button(take).waitFor();
  await shoot('clerk-price', clerk);
  await clerk.tap(take);
  await clerk.sees(both('已收款', 'Paid'));
  await payer.sees(both('付款成功', 'Paid'));
  await shoot('clerk-done', clerk);
  await shoot('member-receipt', payer);
  await clerk.tap(both('下一位', 'Next customer'));
}

/** The ten screens that people see most, on both sides of the counter. */
export async function mainScreens(cast: Cast, variant: Variant, shoot: Shoot): Promise<void> {
  const member = await cast.member(variant);
  await memberScreens(member, shoot);
  await member.context.close();

  const [clerk, payer] = [await cast.clerk(variant), await cast.payer(variant)];
  await payment(clerk, payer, shoot);
  await clerk.tap(both('关怀', 'Today'));
  await clerk.sees(both(/^今天过生日/, /^Members with a birthday/));
  await shoot('clerk-today', clerk);
  await payer.context.close();
  await clerk.context.close();
}
