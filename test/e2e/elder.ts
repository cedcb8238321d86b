import { misfitsOn } from './support/looks';
import type { Phone } from './support/phone';
import { smallTargetsOn } from './support/targets';
import type { World } from './support/world';

/** The demo seed's member, with three cards and months of entries. */
const MEMBER = '13800000001';
const WIDTHS = [390, 320];
/** What easy mode promises of all that is pressed. */
const LEAST_TARGET = 52;
/** The digits below the code, which are small print otherwise. */
const LARGE_DIGITS_PX = 24;

interface Words {
  locale: string;
  dark: boolean;
  phone: string;
  sendCode: string;
  enterCode: string;
  sixDigits: string;
  me: string;
  easy: RegExp;
  cards: string;
  pay: string;
  recharge: string;
  latest: string;
  help: RegExp;
  call: string;
  close: string;
  more: string;
  less: string;
  join: string;
  benefits: string;
  newCode: string;
  otherWays: RegExp;
}

const ZH: Words = {
  locale: 'zh-CN',
  dark: false,
  phone: '手机号',
  sendCode: '获取验证码',
  enterCode: '填写验证码',
  sixDigits: '6 位验证码',
  me: '我的',
  easy: /^长辈模式/,
  cards: '卡包',
  pay: '付款码',
  recharge: '充值',
  latest: '最近流水',
  help: /^找人帮忙/,
  call: '打电话给东街店',
  close: '关闭',
  more: '更多',
  less: '收起',
  join: '加入商家',
  benefits: '权益',
  newCode: '换一个新码',
  otherWays: /^金额码/,
};

const EN: Words = {
  locale: 'en-US',
  dark: true,
  phone: 'Mobile number',
  sendCode: 'Send me a code',
  enterCode: 'Enter the code',
  sixDigits: '6-digit code',
  me: 'Me',
  easy: /^Easy mode/,
  cards: 'Cards',
  pay: 'Pay',
  recharge: 'Recharge',
  latest: 'Latest entries',
  help: /^Help/,
  call: 'Call 东街店',
  close: 'Close',
  more: 'More',
  less: 'Less',
  join: 'Join a merchant',
  benefits: 'Benefits',
  newCode: 'Show a new code',
  otherWays: /^Code for one sum/,
};

/** Easy mode (适老): larger, and only what is used most, in both languages and themes. */
export function elder(world: World): void {
  async function begin(words: Words): Promise<Phone> {
    const phone = await world.phone({ locale: words.locale, dark: words.dark });
    await phone.fill(words.phone, MEMBER);
    await phone.tick();
    await phone.tap(words.sendCode);
    await phone.sees(words.enterCode);
    await phone.fill(words.sixDigits, await world.stack.smsCodeOf(MEMBER));
    await phone.tap(words.me);
    await phone.page.getByRole('checkbox', { name: words.easy }).tap();
    await phone.tap(words.cards);
    return phone;
  }

  /** What does not fit on the screen or cannot be hit, by where. */
  async function wrongOn(phone: Phone, name: string): Promise<string[]> {
    const width = phone.page.viewportSize()?.width ?? 0;
    await phone.picture(`elder-${name}-${width}`);
    const wrong = [...(await misfitsOn(phone)), ...(await smallTargetsOn(phone, LEAST_TARGET))];
    return wrong.map((what) => `${name} at ${width}: ${what}`);
  }

  const isShown = (phone: Phone, words: string) => phone.text(words).isVisible();

  async function tour(phone: Phone, words: Words): Promise<string[]> {
    const wrong: string[] = [];
    await phone.sees(words.latest);
    await phone.button(words.recharge).waitFor();
    expect(await isShown(phone, words.join)).toBe(false);
    wrong.push(...(await wrongOn(phone, 'cards')));

    await phone.tap(words.help);
    await phone.button(words.call).waitFor();
    wrong.push(...(await wrongOn(phone, 'help')));
    await phone.tap(words.close);
    await phone.tap(words.more);
    await phone.sees(words.join);
    wrong.push(...(await wrongOn(phone, 'cards-more')));
    await phone.tap(words.less);

    await phone.tap(/青禾咖啡/);
    await phone.button(words.help).waitFor();
    expect(await isShown(phone, words.benefits)).toBe(false);
    wrong.push(...(await wrongOn(phone, 'card')));
    await phone.tap(words.more);
    await phone.sees(words.benefits);
    wrong.push(...(await wrongOn(phone, 'card-more')));

    await phone.tap(words.pay);
    await phone.sees(words.newCode);
    expect(await phone.button(words.otherWays).isVisible()).toBe(false);
    const digits = phone.text(/^62\d\d( \d{4}){4} \d\d$/);
    const size = await digits.evaluate((element) => parseFloat(getComputedStyle(element).fontSize));
    expect(size).toBeGreaterThanOrEqual(LARGE_DIGITS_PX);
    wrong.push(...(await wrongOn(phone, 'pay-code')));
    await phone.tap(words.more);
    await phone.button(words.otherWays).waitFor();
    wrong.push(...(await wrongOn(phone, 'pay-code-more')));
    await phone.tap(words.close);
    await phone.page.goBack();
    await phone.sees(words.latest);
    return wrong;
  }

  test.each([
    ['Chinese, light', ZH],
    ['English, dark', EN],
  ])('in %s it shows little, large, and all of it on demand', async (_, words) => {
    const phone = await begin(words);
    for (const width of WIDTHS) {
      await phone.page.setViewportSize({ width, height: 844 });
      expect(await tour(phone, words)).toEqual([]);
    }
    await phone.context.close();
  });
}
