import { databaseClock } from '@merchant-coin/bff/db/clock';
import { startSession } from '@merchant-coin/bff/modules/accounts';
import { cardById, createCardType, payCodeFor, showOn } from '@merchant-coin/bff/modules/cards';
import { merchantById } from '@merchant-coin/bff/modules/merchants';
import { api, endOfDayAfter } from '@merchant-coin/shared';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildMember, buildMerchant, buildStaff, type TestMerchant } from '../support/factories';
import { Client, type Session } from '../support/client';
import type { ExchangeOffer } from './history';

export const DISCOUNT_BP = 8_800;

/** So few points that cards soon have them, and often fall short. */
const OFFER = { points: 25, bonusFen: 200, validDays: 30 };

interface PayCard {
  cardId: string;
  member: Caller;
  serial: string;
  /** Base 32. */
  secret: string;
}

/** A member; or an owner at a till, who may do all that the counter does. */
export class Caller {
  private renewing: Promise<void> | null = null;

  constructor(
    private readonly session: Session,
    /** Null: a member. */
    readonly staffId: string | null,
  ) {}

  get token(): string {
    return this.session.token;
  }

  /** Signs in again after Redis has lost the session. */
  signInAgain(): Promise<void> {
    this.renewing ??= this.renew().finally(() => {
      this.renewing = null;
    });
    return this.renewing;
  }

  private async renew(): Promise<void> {
    for (let tries = 0; tries < 200; tries += 1) {
      try {
        this.session.token = await startSession(this.session.userId, this.session.deviceId);
        return;
      } catch {
        await sleep(50);
      }
    }
  }
}

export interface Stage {
  merchantId: string;
  storeId: string;
  tellers: Caller[];
  cards: PayCard[];
  exchange: ExchangeOffer;
}

/** Sets the merchant's table to one offer. */
async function offerOf(
  origin: string,
  { merchantId, owner }: TestMerchant,
): Promise<ExchangeOffer> {
  const headers = { 'x-fault-now': String(Date.now()) };
  const table = { merchantId, version: 0, options: [{ ...OFFER, active: true }] };
  const { setExchangeTable } = api.cards;
  const { body } = await new Client(origin).call(setExchangeTable, table, { as: owner, headers });
  const zone = (await merchantById(merchantId))?.zone ?? '';
  return {
    ...{ id: body.options[0]?.id ?? '', points: OFFER.points, bonusFen: OFFER.bonusFen },
    endOf: (at) => endOfDayAfter(zone, at, OFFER.validDays),
  };
}

interface StageOptions {
  /** A BFF's. */
  origin: string;
  cards: number;
  tellers: number;
}

/** A merchant with tellers and empty cards; services must be open in this process. */
export async function setStage({ origin, cards, tellers }: StageOptions): Promise<Stage> {
  const merchant = await buildMerchant();
  const { merchantId, storeId } = merchant;
  const terms = { termMonths: 36, priceFen: 0, discountBp: DISCOUNT_BP, pointsBp: 10_000 };
  await createCardType({ merchantId, name: '三年卡', isDefault: true, ...terms });
  const staff: Caller[] = [];
  for (let n = 0; n < tellers; n += 1) {
    const { staffId, ...session } = await buildStaff({ merchant, role: 'owner' });
    staff.push(new Caller(session, staffId));
  }
  const exchange = await offerOf(origin, merchant);
  const stage: Stage = { merchantId, storeId, tellers: staff, cards: [], exchange };
  for (let n = 0; n < cards; n += 1) {
    const { cardId, ...session } = await buildMember({ merchant });
    const { deviceId } = session;
    const now = databaseClock.now();
    const card = await cardById(merchantId, cardId);
    if (!card) throw new Error('the card is gone');
    const shown = await showOn(card, { deviceId, takeOver: false }, now);
    const { serial, secret } = await payCodeFor(shown, now);
    stage.cards.push({ cardId, serial, secret, member: new Caller(session, null) });
  }
  return stage;
}
