import { rechargeBonusFor } from '@merchant-coin/bff/modules/campaigns';
import { benefitAt, type CardDocument } from '@merchant-coin/bff/modules/cards';
import { type Entry, post, requestClaim } from '@merchant-coin/bff/modules/coins';
import type { StoreDocument } from '@merchant-coin/bff/modules/merchants';
import { DAY_MS, priceFen } from '@merchant-coin/shared';
import { MENU_FEN } from './data';
import { pick, seededRandom } from './random';

export interface HistoryPlan {
  card: CardDocument;
  /** Where the card is used; terminal stores take coins but sell none. */
  stores: readonly StoreDocument[];
  staffId: string;
  /** Differs by member, and makes each request key. */
  seed: number;
  /** From joining to the last visit, in days before `now`. */
  fromDays: number;
  untilDays: number;
  /** Average days between visits. */
  everyDays: number;
  rechargesFen: readonly number[];
  frozenAtEnd?: boolean;
  /** Ends with coins on the card, some of them bonus. */
  rechargedAtEnd?: boolean;
  now: Date;
}

/** Opening hours in UTC: 08:00 to 21:00 at the merchants' place. */
const OPENS_MS = 0;
const OPEN_FOR_MS = 13 * 3_600_000;

/**
 * Lives through months of a card: recharges when it runs low, visits every few days, now and then one that
 * is taken back. Each step has a fixed request key, so that a second run changes nothing.
 */
export async function playHistory(plan: HistoryPlan): Promise<Entry[]> {
  const story = new Story(plan);
  await story.recharge(plan.fromDays);
  let day = plan.fromDays;
  for (;;) {
    day -= Math.max(1, Math.round(story.random() * plan.everyDays * 2));
    if (day < plan.untilDays) break;
    await story.visit(day);
  }
  if (plan.rechargedAtEnd) await story.recharge(plan.untilDays);
  if (plan.frozenAtEnd) await story.freeze(plan.untilDays);
  return story.entries;
}

class Story {
  readonly entries: Entry[] = [];
  readonly random: () => number;
  private readonly ownStores: readonly StoreDocument[];
  private recharges = 0;

  constructor(private readonly plan: HistoryPlan) {
    this.random = seededRandom(plan.seed);
    this.ownStores = plan.stores.filter((store) => store.kind === 'own');
  }

  private get spendableFen(): number {
    return this.entries.at(-1)?.after.spendableFen ?? 0;
  }

  /** Some moment of that day while the shops are open. */
  private moment(daysAgo: number): Date {
    const midnight = Math.floor(this.plan.now.getTime() / DAY_MS) * DAY_MS - daysAgo * DAY_MS;
    const at = midnight + OPENS_MS + Math.floor(this.random() * OPEN_FOR_MS);
    return new Date(Math.min(at, this.plan.now.getTime()));
  }

  private base(now: Date, store: StoreDocument) {
    const key = `seed-${this.plan.seed}-${this.entries.length}`;
    return {
      merchantId: this.plan.card.merchantId,
      cardId: this.plan.card._id,
      now,
      claims: [requestClaim(key)] as [string],
      fingerprint: key,
      storeId: store._id,
      staffId: this.plan.staffId,
    };
  }

  async recharge(daysAgo: number): Promise<void> {
    const { card, rechargesFen } = this.plan;
    const amountFen = rechargesFen[this.recharges % rechargesFen.length] ?? 20_000;
    this.recharges += 1;
    const now = this.moment(daysAgo);
    const store = pick(this.random, this.ownStores);
    const bonus = await rechargeBonusFor(card.merchantId, amountFen, now);
    const { entry } = await post({
      ...this.base(now, store),
      type: 'recharge',
      amountFen,
      bonusFen: bonus?.bonusFen ?? 0,
      bonusExpiresAt: bonus && new Date(now.getTime() + bonus.bonusValidDays * DAY_MS),
      originStoreId: store._id,
      tender: pick(this.random, ['cash', 'wechat', 'bankCard']),
      capFen: 500_000,
    });
    this.entries.push(entry);
  }

  async visit(daysAgo: number): Promise<void> {
    const now = this.moment(daysAgo);
    const cups = this.random() < 0.3 ? 2 : 1;
    const listFen = pick(this.random, MENU_FEN) * cups;
    const { discountBp, pointsBp } = await benefitAt(this.plan.card, now);
    const paidFen = priceFen(listFen, discountBp);
    if (this.spendableFen < paidFen) {
      // Some leave it at that for a while; most recharge.
      if (this.random() < 0.25) return;
      await this.recharge(daysAgo);
    }
    const { entry } = await post({
      ...this.base(now, pick(this.random, this.plan.stores)),
      type: 'redeem',
      sale: { listFen, paidFen, discountBp, pointsBp },
      policy: 'bonusFirst',
      confirmDuplicate: true,
    });
    this.entries.push(entry);
  }

  async freeze(daysAgo: number): Promise<void> {
    const [store] = this.ownStores;
    if (!store) return;
    const { entry } = await post({
      ...this.base(this.moment(daysAgo), store),
      type: 'freeze',
      over: null,
    });
    this.entries.push(entry);
  }
}
