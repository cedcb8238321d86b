import { barriersOn } from './support/axe';
import { groundOf, misfitsOn } from './support/looks';
import { askForCode, CLERK, enterCode, OPERATOR, OWNER, workOverApi } from './support/people';
import type { Phone } from './support/phone';
import { smallTargetsOn } from './support/targets';
import type { World } from './support/world';
import { clerkStops } from './tours/clerk';
import { guestStops } from './tours/guest';
import { MEMBER, memberStops } from './tours/member';
import { operatorStops } from './tours/operator';
import { ownerStops } from './tours/owner';
import { ME, type Stop } from './tours/stops';

const NARROWEST = 320;
/** The brightest ground that is still dark, of 255. */
const DARK = 60;

type Findings = Record<string, string[]>;

const TOURS: readonly [whose: string, number: string, stops: readonly Stop[]][] = [
  ['a member’s', MEMBER, memberStops],
  ['a clerk’s', CLERK, clerkStops],
  ['an owner’s', OWNER, ownerStops],
  ['the operator’s', OPERATOR, operatorStops],
];

/** Goes round the stops, and tells what is amiss on which. */
async function tour(
  phone: Phone,
  stops: readonly Stop[],
  look: (phone: Phone) => Promise<string[]>,
): Promise<Findings> {
  const found: Findings = {};
  for (const { name, go } of stops) {
    await go(phone);
    const amiss = await look(phone);
    if (amiss.length > 0) found[name] = amiss;
  }
  return found;
}

const misfitsInTheDark = async (phone: Phone): Promise<string[]> => {
  expect(await groundOf(phone)).toBeLessThan(DARK);
  return [...(await misfitsOn(phone)), ...(await smallTargetsOn(phone))];
};

const misfitsAndBarriers = async (phone: Phone): Promise<string[]> => [
  ...(await misfitsInTheDark(phone)),
  ...(await barriersOn(phone)),
];

const languageOf = ({ page }: Phone) => page.evaluate(() => document.documentElement.lang);

/** The screens in each language, by night and by day, with the largest text down to the narrowest phone. */
export function looks(world: World): void {
  test('a guest’s screens fit in English, in the dark, and keep nobody out', async () => {
    const { place } = await workOverApi(world.stack, CLERK);
    const phone = await world.phone({ language: 'en', dark: true });
    await phone.page.setViewportSize({ width: NARROWEST, height: 844 });
    const stops = guestStops(world.stack.url, place.merchantId);
    expect(await tour(phone, stops, misfitsAndBarriers)).toEqual({});
    await phone.context.close();
  });

  describe.each(TOURS)('%s screens', (_, number, stops) => {
    let phone: Phone;

    test('fit in English, in the dark, with the largest text, and keep nobody out', async () => {
      phone = await world.phone({ language: 'en', dark: true });
      await askForCode(phone, number);
      expect(await misfitsAndBarriers(phone)).toEqual([]);
      await enterCode(phone, world.stack, number);
      expect(await languageOf(phone)).toBe('en');
      await phone.tap(ME);
      await phone.tap('Largest');
      expect(await tour(phone, stops, misfitsAndBarriers)).toEqual({});
      await phone.page.setViewportSize({ width: NARROWEST, height: 844 });
      expect(await tour(phone, stops, misfitsInTheDark)).toEqual({});
    });

    test('keep nobody out in Chinese, by day', async () => {
      await phone.tap('Standard');
      await phone.tap('中文');
      phone.language = 'zh';
      expect(await languageOf(phone)).toBe('zh-CN');
      await phone.page.emulateMedia({ colorScheme: 'light' });
      await phone.page.setViewportSize({ width: 390, height: 844 });
      expect(await tour(phone, stops, barriersOn)).toEqual({});
    });
  });
}
