import type { Browser } from 'playwright-core';
import { groundOf, misfitsOn } from './support/looks';
import { CLERK } from './support/people';
import { launchBrowser, Phone } from './support/phone';
import { type Stack, startStack } from './support/stack';

/** The screens in English, in the dark, with the largest text, down to the narrowest phone. */
jest.setTimeout(120_000);

const DEMO_MEMBER = '13800000001';
const WIDTHS = [390, 320];
const DARK = 60;

let stack: Stack;
let browser: Browser;

beforeAll(async () => {
  [stack, browser] = await Promise.all([startStack(), launchBrowser()]);
});
afterAll(async () => {
  await browser?.close();
  await stack?.close();
});

interface Stop {
  name: string;
  /** From the stop before to this one, until it is there. */
  go: (phone: Phone) => Promise<void>;
}

/** Signs in and makes the text as large as it gets. */
async function begin(number: string): Promise<Phone> {
  const phone = await Phone.open(browser, stack.url, { locale: 'en-US', dark: true });
  await phone.fill('Mobile number', number);
  expect(await misfitsOn(phone)).toEqual([]);
  await phone.tap('Send me a code');
  await phone.sees('Enter the code');
  expect(await misfitsOn(phone)).toEqual([]);
  await phone.fill('6-digit code', await stack.smsCodeOf(number));
  await phone.tap('Me');
  await phone.tap('Largest');
  return phone;
}

async function tour(phone: Phone, stops: readonly Stop[]): Promise<void> {
  const found: Record<string, string[]> = {};
  for (const width of WIDTHS) {
    await phone.page.setViewportSize({ width, height: 844 });
    for (const { name, go } of stops) {
      await go(phone);
      await phone.picture(`${name}-${width}`);
      const misfits = await misfitsOn(phone);
      if (misfits.length > 0) found[`${name} at ${width}`] = misfits;
      expect(await groundOf(phone)).toBeLessThan(DARK);
    }
  }
  expect(found).toEqual({});
  expect(phone.faults).toEqual([]);
}

/** A stop that is reached by pressing these one after the other, and is there when the words are. */
const stop = (name: string, taps: readonly (string | RegExp)[], words: string | RegExp): Stop => ({
  name,
  go: async (phone) => {
    for (const button of taps) await phone.tap(button);
    await phone.sees(words);
  },
});

test('the member’s screens', async () => {
  const phone = await begin(DEMO_MEMBER);
  await tour(phone, [
    stop('cards', ['Cards'], '3 cards'),
    stop('card', [/青禾咖啡/], 'Latest entries'),
    stop('entry', [/^Purchase/], 'Entry no.'),
    stop('entries', ['Close', 'All entries'], 'Load more'),
    stop('pay-code', ['Back', 'Pay'], 'Show a new code'),
    stop('switch-card', ['Other card'], 'Pay with which card'),
    stop('find', ['Close', 'Close', 'Back', 'Find'], '老灶头面馆'),
    stop('join', ['Join 一木烘焙'], 'Member agreement'),
    stop('me', ['Close', 'Me'], 'Text size'),
  ]);
});

test('the clerk’s screens', async () => {
  const phone = await begin(CLERK);
  const findByPhone = async () => {
    await phone.tap('Phone');
    await phone.fill('Member’s phone', DEMO_MEMBER);
  };
  await tour(phone, [
    stop('till', ['Counter', '1', '9', 'Point', '8'], 'Scan to take ¥19.80'),
    {
      name: 'price',
      go: async () => {
        await findByPhone();
        await phone.sees('A phone number alone cannot pay');
      },
    },
    {
      name: 'found',
      go: async () => {
        await phone.tap('Back');
        await phone.tap('Clear');
        await findByPhone();
        await phone.sees('Enter the amount');
      },
    },
    stop('recharge', ['Recharge', /^Pay 500/], /^Take ¥500.00/),
    stop('register', ['Back', 'Register'], 'Card type'),
    stop('store', ['Back', 'Switch'], 'Which store'),
    stop('work', ['Close', 'Me'], 'Text size'),
  ]);
});
