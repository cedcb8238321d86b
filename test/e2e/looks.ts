import { groundOf, misfitsOn } from './support/looks';
import { smallTargetsOn } from './support/targets';
import { CLERK, OWNER } from './support/people';
import type { Phone } from './support/phone';
import type { World } from './support/world';

/** The demo seed's member, with three cards and months of entries. */
const MEMBER = '13800000001';
const WIDTHS = [390, 320];
/** The brightest ground that is still dark, of 255. */
const DARK = 60;

interface Stop {
  name: string;
  /** From the stop before to this one, until it is there. */
  go: (phone: Phone) => Promise<void>;
}

/** A stop that is reached by pressing these one after the other, and is there when the words are. */
const stop = (name: string, taps: readonly (string | RegExp)[], words: string | RegExp): Stop => ({
  name,
  go: async (phone) => {
    for (const button of taps) await phone.tap(button);
    await phone.sees(words);
  },
});

const memberStops: readonly Stop[] = [
  stop('cards', ['Cards'], '3 cards'),
  stop('card', [/青禾咖啡/], 'Latest entries'),
  stop('points', [/^Points/], 'How they came and went'),
  stop('exchange', [/^¥5.00/], 'Points left'),
  stop('poster', ['Close', 'Back', /^Invite friends/], /^Send it on/),
  stop('entry', ['Back', /^Purchase/], 'Entry no.'),
  stop('entries', ['Close', 'All entries'], 'Load more'),
  stop('pay-code', ['Back', 'Pay'], 'Show a new code'),
  stop('amount-code', [/^Code for one sum/], 'To pay (yuan)'),
  {
    name: 'amount-code-shown',
    go: async (phone) => {
      await phone.fill('To pay (yuan)', '8');
      await phone.tap('Show a code for ¥8.00');
      await phone.sees('Pays ¥8.00 only');
    },
  },
  stop('switch-card', ['Usual code', 'Other card'], 'Pay with which card'),
  stop('pin', ['Close', 'Close', /^PIN/], 'Set a PIN'),
  stop('pin-form', ['Set a PIN'], 'Once more'),
  stop('member-recharge', ['Close', 'Recharge', /^¥500 ?\+¥80 bonus/], /^You pay/),
  stop('agreement', [/^Agreement ?Version/], 'Download'),
  stop('recharge-orders', ['Close', /^Recharge orders/], 'No orders yet'),
  stop('find', ['Back', 'Back', 'Back', 'Find'], '老灶头面馆'),
  stop('join', ['Join 一木烘焙'], /^Member agreement/),
  stop('me', ['Close', 'Me'], 'Text size'),
];

async function findByPhone(phone: Phone): Promise<void> {
  await phone.tap('Phone');
  await phone.fill('Member’s phone', MEMBER);
}

const clerkStops: readonly Stop[] = [
  stop('till', ['Counter', '1', '9', 'Point', '8'], 'Scan to take ¥19.80'),
  {
    name: 'price',
    go: async (phone) => {
      await findByPhone(phone);
      await phone.sees('Six digits that the member reads out');
    },
  },
  stop('price-pin', ['PIN'], /^The member enters it/),
  stop('price-ask', ['Their phone'], /^The member sees this payment/),
  {
    name: 'found',
    go: async (phone) => {
      await phone.tap('Back');
      await phone.tap('Clear');
      await findByPhone(phone);
      await phone.sees('Enter the amount');
    },
  },
  stop('recharges', [/^Recharges/], /Used up/),
  stop('recharge', ['Back', 'Recharge', /^Pay 500/], /^Take ¥500.00/),
  stop('register', ['Back', 'Register'], 'Card type'),
  stop('store', ['Back', 'Switch'], 'Which store'),
  stop('work', ['Close', 'Me'], 'Text size'),
];

const ownerStops: readonly Stop[] = [
  stop('caps', [/Balance caps/], 'Most on one card'),
  {
    name: 'caps-change',
    go: async (phone) => {
      await phone.tap('Change caps');
      await phone.fill('All other members', '700');
      await phone.tap('Continue');
      await phone.sees('Change the caps?');
    },
  },
  stop('exchange-table', ['Close', 'Back', /Points exchange/], 'Add an option'),
  stop('recharge-cards', ['Back', /Recharge cards/], 'Make a batch'),
  stop('payee', ['Back', /WeChat Pay/], 'Ready to take payments'),
  stop('payee-change', ['Change'], 'Keys are kept encrypted and never shown again.'),
  stop('member-recharges', ['Cancel', /^Recharge orders/], 'Refunding'),
  stop(
    'reconciliations',
    ['Back', /^Reconciliation/],
    /^(Nothing reconciled yet|Everything agrees)$/,
  ),
  stop('reports', ['Back', 'Back', /Reports by members/], 'No reports'),
  stop('store-codes', ['Back', /Store codes/], /^For the counter/),
  stop('store-code', [/东街店/], /^A store’s code never changes/),
  stop('posts', ['Close', 'Back'], 'Text size'),
];

/** The screens in another language, in the dark and with the largest text, down to the narrowest phone. */
export function looks(world: World): void {
  /** Signs in and makes the text as large as it gets. */
  async function begin(number: string): Promise<Phone> {
    const phone = await world.phone({ locale: 'en-US', dark: true });
    await phone.fill('Mobile number', number);
    expect(await misfitsOn(phone)).toEqual([]);
    await phone.tick();
    await phone.tap('Send me a code');
    await phone.sees('Enter the code');
    expect(await misfitsOn(phone)).toEqual([]);
    await phone.fill('6-digit code', await world.stack.smsCodeOf(number));
    await phone.tap('Me');
    await phone.tap('Largest');
    return phone;
  }

  /** Goes round the stops at each width, and tells what does not fit on which. */
  async function tour(phone: Phone, stops: readonly Stop[]): Promise<Record<string, string[]>> {
    const found: Record<string, string[]> = {};
    for (const width of WIDTHS) {
      await phone.page.setViewportSize({ width, height: 844 });
      for (const { name, go } of stops) {
        await go(phone);
        await phone.picture(`${name}-${width}`);
        const misfits = [...(await misfitsOn(phone)), ...(await smallTargetsOn(phone))];
        if (misfits.length > 0) found[`${name} at ${width}`] = misfits;
        expect(await groundOf(phone)).toBeLessThan(DARK);
      }
    }
    return found;
  }

  test('a member’s screens fit', async () => {
    expect(await tour(await begin(MEMBER), memberStops)).toEqual({});
  });

  test('a clerk’s screens fit', async () => {
    expect(await tour(await begin(CLERK), clerkStops)).toEqual({});
  });

  test('an owner’s screens fit', async () => {
    expect(await tour(await begin(OWNER), ownerStops)).toEqual({});
  });
}
