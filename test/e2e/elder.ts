import { misfitsOn } from './support/looks';
import { signIn } from './support/people';
import type { Language, Phone, Words } from './support/phone';
import { smallTargetsOn } from './support/targets';
import type { World } from './support/world';
import { MEMBER } from './tours/member';
import { both, CLOSE, ME } from './tours/stops';

const WIDTHS = [390, 320];
/** What easy mode promises of all that is pressed. */
const LEAST_TARGET = 52;
/** The digits below the code, which are small print otherwise. */
const LARGE_DIGITS_PX = 24;

const EASY = { zh: /^长辈模式/, en: /^Easy mode/ };
const CARDS = both('卡包', 'Cards');
const PAY = both('付款码', 'Pay');
const RECHARGE = both('充值', 'Recharge');
const LATEST = both('最近流水', 'Latest entries');
const HELP = both(/^找人帮忙/, /^Help/);
const CALL = both('打电话给东街店', 'Call 东街店');
const MORE = both('更多', 'More');
const LESS = both('收起', 'Less');
const JOIN = both('加入商家', 'Join a merchant');
const BENEFITS = both('权益', 'Benefits');
const TAKE_OVER = both('用这台手机付款', 'Pay with this phone');
const NEW_CODE = both('换一个新码', 'Show a new code');
const OTHER_WAYS = both(/^金额码/, /^Code for one sum/);

/** Easy mode (适老): larger, and only what is used most, in both languages and themes. */
export function elder(world: World): void {
  async function begin(language: Language, dark: boolean): Promise<Phone> {
    const phone = await world.phone({ language, dark });
    await signIn(phone, world.stack, MEMBER);
    await phone.tap(ME);
    await phone.page.getByRole('checkbox', { name: EASY[language] }).tap();
    await phone.tap(CARDS);
    return phone;
  }

  /** What does not fit on the screen or cannot be hit, by where. */
  async function wrongOn(phone: Phone, name: string): Promise<string[]> {
    const width = phone.page.viewportSize()?.width ?? 0;
    await phone.picture(`elder-${name}-${width}`);
    const wrong = [...(await misfitsOn(phone)), ...(await smallTargetsOn(phone, LEAST_TARGET))];
    return wrong.map((what) => `${name} at ${width}: ${what}`);
  }

  /** Another phone of this member may have shown the code last. */
  async function showCode(phone: Phone): Promise<void> {
    const [code, takeOver] = [phone.text(NEW_CODE), phone.button(TAKE_OVER)];
    await code.or(takeOver).first().waitFor();
    if (await takeOver.isVisible()) await takeOver.tap();
    await code.waitFor();
  }

  const isShown = (phone: Phone, words: Words) => phone.text(words).isVisible();

  async function tour(phone: Phone): Promise<string[]> {
    const wrong: string[] = [];
    await phone.sees(LATEST);
    await phone.button(RECHARGE).waitFor();
    expect(await isShown(phone, JOIN)).toBe(false);
    wrong.push(...(await wrongOn(phone, 'cards')));

    await phone.tap(HELP);
    await phone.button(CALL).waitFor();
    wrong.push(...(await wrongOn(phone, 'help')));
    await phone.tap(CLOSE);
    await phone.tap(MORE);
    await phone.sees(JOIN);
    wrong.push(...(await wrongOn(phone, 'cards-more')));
    await phone.tap(LESS);

    await phone.tap(/青禾咖啡/);
    await phone.button(HELP).waitFor();
    expect(await isShown(phone, BENEFITS)).toBe(false);
    wrong.push(...(await wrongOn(phone, 'card')));
    await phone.tap(MORE);
    await phone.sees(BENEFITS);
    wrong.push(...(await wrongOn(phone, 'card-more')));

    await phone.tap(PAY);
    await showCode(phone);
    expect(await phone.button(OTHER_WAYS).isVisible()).toBe(false);
    const digits = phone.text(/^62\d\d( \d{4}){4} \d\d$/);
    const size = await digits.evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
    expect(size).toBeGreaterThanOrEqual(LARGE_DIGITS_PX);
    wrong.push(...(await wrongOn(phone, 'pay-code')));
    await phone.tap(MORE);
    await phone.button(OTHER_WAYS).waitFor();
    wrong.push(...(await wrongOn(phone, 'pay-code-more')));
    await phone.tap(CLOSE);
    await phone.page.goBack();
    await phone.sees(LATEST);
    return wrong;
  }

  test.each([
    ['Chinese, light', 'zh', false],
    ['English, dark', 'en', true],
  ] as const)(
    'in %s it shows little, large, and all of it on demand',
    async (_, language, dark) => {
      const phone = await begin(language, dark);
      for (const width of WIDTHS) {
        await phone.page.setViewportSize({ width, height: 844 });
        expect(await tour(phone)).toEqual([]);
      }
      await phone.context.close();
    },
  );
}
