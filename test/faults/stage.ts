import { databaseClock } from '@merchant-coin/bff/db/clock';
import { startSession } from '@merchant-coin/bff/modules/accounts';
import { cardById, createCardType, payCodeFor, showOn } from '@merchant-coin/bff/modules/cards';
import { setTimeout as sleep } from 'node:timers/promises';
import { buildMember, buildMerchant, buildStaff, type TestStaff } from '../support/factories';

export const DISCOUNT_BP = 8_800;

export interface PayCard {
  cardId: string;
  serial: string;
  /** Base 32. */
  secret: string;
}

/** A manager at a till: may reverse what others took. */
export class Teller {
  private renewing: Promise<void> | null = null;

  constructor(private readonly staff: TestStaff) {}

  get staffId(): string {
    return this.staff.staffId;
  }

  get token(): string {
    return this.staff.token;
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
        this.staff.token = await startSession(this.staff.userId, this.staff.deviceId);
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
  tellers: Teller[];
  cards: PayCard[];
}

/** A merchant with tellers and empty cards; services must be open in this process. */
export async function setStage({ cards, tellers }: { cards: number; tellers: number }) {
  const merchant = await buildMerchant();
  const { merchantId, storeId } = merchant;
  const terms = { termMonths: 36, priceFen: 0, discountBp: DISCOUNT_BP, pointsBp: 10_000 };
  await createCardType({ merchantId, name: '三年卡', isDefault: true, ...terms });
  const stage: Stage = { merchantId, storeId, tellers: [], cards: [] };
  for (let n = 0; n < tellers; n += 1) {
    stage.tellers.push(new Teller(await buildStaff({ merchant, role: 'manager' })));
  }
  for (let n = 0; n < cards; n += 1) {
    const { cardId, deviceId } = await buildMember({ merchant });
    const now = databaseClock.now();
    const card = await cardById(merchantId, cardId);
    if (!card) throw new Error('the card is gone');
    const shown = await showOn(card, { deviceId, takeOver: false }, now);
    const { serial, secret } = await payCodeFor(shown, now);
    stage.cards.push({ cardId, serial, secret });
  }
  return stage;
}
