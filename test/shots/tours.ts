import { CLERK, OPERATOR, OWNER, signIn, workOverApi } from '../e2e/support/people';
import type { Phone } from '../e2e/support/phone';
import { clerkStops } from '../e2e/tours/clerk';
import { guestStops } from '../e2e/tours/guest';
import { memberStops } from '../e2e/tours/member';
import { operatorStops } from '../e2e/tours/operator';
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
  const { stack } = studio;
  const visit = async (who: string, phone: Phone, stops: readonly Stop[]) => {
    for (const { name, go } of stops) {
      await go(phone);
      if (!MAIN.includes(`${who}-${name}`)) await shoot(`${who}-${name}`, phone);
    }
    await phone.context.close();
  };
  const tour = async (who: string, phone: Phone, stops: readonly Stop[]) => {
    await phone.tap(ME);
    await phone.sees(TEXT_SIZE);
    await visit(who, phone, stops);
  };
  const signedIn = async (number: string) => {
    const phone = await studio.phone(variant);
    await signIn(phone, stack, number);
    return phone;
  };
  const { place } = await workOverApi(stack, CLERK);
  await visit('guest', await studio.phone(variant), guestStops(stack.url, place.merchantId));
  await tour('owner', await signedIn(OWNER), ownerStops);
  await tour('member', await cast.member(variant), memberStops);
  await tour('clerk', await cast.clerk(variant), clerkStops);
  await tour('operator', await signedIn(OPERATOR), operatorStops);
}
