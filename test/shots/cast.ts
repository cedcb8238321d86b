import { api } from '@merchant-coin/shared';
import { CLERK, newMemberWithCoins, signIn, signInOverApi } from '../e2e/support/people';
import type { Phone } from '../e2e/support/phone';
import { MEMBER } from '../e2e/tours/member';
import { both, ME, TEXT_SIZE } from '../e2e/tours/stops';
import type { Storage, Studio, Variant } from './studio';

const PLAIN: Variant = { language: 'zh', dark: false, large: false };
const PAID_IN_FEN = 50_000;
/** The day of the pictures, years before. */
const BORN_ON = '1995-09-16';

async function enlarge(phone: Phone): Promise<void> {
  await phone.tap(ME);
  await phone.sees(TEXT_SIZE);
  await phone.tap(both('特大', 'Largest'));
}

/** Who is in the pictures. Each signs in once; their further phones start from what the first one kept. */
export class Cast {
  private payers = 0;
  private readonly kept = new Map<string, Promise<Storage>>();

  private constructor(private readonly studio: Studio) {}

  /** With a day that the member is reminded of, so that there is something in the inbox. */
  static async at(studio: Studio): Promise<Cast> {
    const { stack } = studio;
    const { client, token } = await signInOverApi(stack, MEMBER);
    const as = { token };
    const { items } = (await client.call(api.cards.listMyCards, {}, { as })).body;
    for (const { id: cardId } of items) {
      const birthday = { date: BORN_ON, solarOn: true, lunarOn: false };
      await client.call(api.reminders.setMyBirthday, { cardId, birthday }, { as });
    }
    await stack.run('bff/dist/reminders.js');
    // Read, or they would be unread in the first pictures and not in those after.
    const [newest] = (await client.call(api.reminders.listMyNotices, {}, { as })).body.items;
    if (!newest) throw new Error('there is nothing in the inbox');
    await client.call(api.reminders.readMyNotices, { through: newest.id }, { as });
    return new Cast(studio);
  }

  /** The phone of the demo seed's member. */
  member(variant: Variant): Promise<Phone> {
    return this.phoneOf(MEMBER, variant);
  }

  clerk(variant: Variant): Promise<Phone> {
    return this.phoneOf(CLERK, variant);
  }

  /** Somebody new with 500 yuan and the bonus for it, so that every payment starts from the same balance. */
  async payer(variant: Variant): Promise<Phone> {
    this.payers += 1;
    // What differs is masked on screens.
    const phone = `139${String(this.payers).padStart(4, '0')}0808`;
    const { stack } = this.studio;
    await newMemberWithCoins(stack, phone, PAID_IN_FEN);
    const payer = await this.studio.phone(variant);
    await signIn(payer, stack, phone);
    await payer.sees(both('1 张会员卡', '1 card'));
    if (variant.large) {
      await enlarge(payer);
      await payer.tap(both('卡包', 'Cards'));
    }
    return payer;
  }

  private async phoneOf(number: string, variant: Variant): Promise<Phone> {
    return this.studio.phone(variant, await this.storageOf(number, variant.large));
  }

  private storageOf(number: string, large: boolean): Promise<Storage> {
    const key = `${number} ${large}`;
    const kept = this.kept.get(key) ?? (large ? this.enlarged(number) : this.signedIn(number));
    this.kept.set(key, kept);
    return kept;
  }

  private async signedIn(number: string): Promise<Storage> {
    const phone = await this.studio.phone(PLAIN);
    await signIn(phone, this.studio.stack, number);
    await phone.button(ME).waitFor();
    if (number === MEMBER) await takePayCode(phone);
    return keptBy(phone);
  }

  private async enlarged(number: string): Promise<Storage> {
    const phone = await this.studio.phone(PLAIN, await this.storageOf(number, false));
    await enlarge(phone);
    return keptBy(phone);
  }
}

async function keptBy(phone: Phone): Promise<Storage> {
  const storage = await phone.context.storageState();
  await phone.context.close();
  return storage;
}

/** The device may show the card's pay code from now on. */
async function takePayCode(phone: Phone): Promise<void> {
  await phone.tap('付款码');
  await phone.sees('换一个新码');
  await phone.tap('关闭');
}
