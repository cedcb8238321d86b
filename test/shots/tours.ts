import { OWNER, signIn } from '../e2e/support/people';
import type { Phone } from '../e2e/support/phone';
import { clerkStops } from '../e2e/tours/clerk';
import { memberStops } from '../e2e/tours/member';
import { ownerStops } from '../e2e/tours/owner';
import { ME, type Stop, TEXT_SIZE } from '../e2e/tours/stops';
import type { Cast } from './cast';
import type { Shoot } from './main-screens';
import type { Studio, Variant } from './studio';

/** Stops that are among the main screens. */
const MAIN = [
  ...['cards', 'card', 'pay-code', 'recharge', 'inbox'].map((name) => `member-${name}`),
  ...['till', 'today'].map((name) => `clerk-${name}`),
];

/** All other screens, each once. */
export async function otherScreens(
  { cast, studio, variant }: { cast: Cast; studio: Studio; variant: Variant },
  shoot: Shoot,
): Promise<void> {
  const tour = async (who: string, phone: Phone, stops: readonly Stop[]) => {
    await phone.tap(ME);
    await phone.sees(TEXT_SIZE);
    for (const { name, go } of stops) {
      await go(phone);
      if (!MAIN.includes(`${who}-${name}`)) await shoot(`${who}-${name}`, phone);
    }
    await phone.context.close();
  };
  const owner = await studio.phone(variant);
  await owner.sees('获取验证码');
  await shoot('sign-in', owner);
  await signIn(owner, studio.stack, OWNER);
  await tour('owner', owner, ownerStops);
  await tour('member', await cast.member(variant), memberStops);
  await tour('clerk', await cast.clerk(variant), clerkStops);
}
