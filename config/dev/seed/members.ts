import { phoneOf } from '@merchant-coin/bff/modules/accounts';
import {
  type CardDocument,
  cardTypesOf,
  issueCard,
  updateTiers,
} from '@merchant-coin/bff/modules/cards';
import { usedClaims } from '@merchant-coin/bff/modules/coins';
import { DAY_MS, dateIn } from '@merchant-coin/shared';
import { MEMBER_NAMES, PEOPLE } from './data';
import { type HistoryPlan, playHistory } from './history';
import type { SeededMerchant } from './merchants';
import { memberPhone, person } from './people';
import { pick, seededRandom } from './random';

interface Joining {
  at: SeededMerchant;
  who: { phone: string; name: string };
  typeName: string;
  /** Days before now. */
  joinedDays: number;
  now: Date;
}

async function join({ at, who, typeName, joinedDays, now }: Joining): Promise<CardDocument> {
  const { merchant, stores } = at;
  const userId = await person(who, now);
  const phone = (await phoneOf(userId)) ?? who.phone;
  const type = (await cardTypesOf(merchant._id)).find(({ name }) => name === typeName);
  const [home] = stores;
  if (!type || !home) throw new Error(`${merchant.name} is not set up`);
  const joinedAt = new Date(now.getTime() - joinedDays * DAY_MS);
  const member = {
    merchantId: merchant._id,
    userId,
    phone,
    homeStoreId: home._id,
    contractVersion: merchant.contract.version,
    identityRecorded: true,
  };
  const issue = { member, type, joinedOn: dateIn(merchant.zone, joinedAt) };
  return (await issueCard(issue, joinedAt)).card;
}

async function live(plan: HistoryPlan): Promise<void> {
  await updateTiers(await playHistory(plan));
}

type Shape = Pick<Joining, 'typeName' | 'joinedDays'> &
  Pick<HistoryPlan, 'untilDays' | 'everyDays' | 'rechargesFen' | 'frozenAtEnd'>;

/** The shapes that a list of real members shows: most are regular, a few stand out. */
function shapeOf(index: number, random: () => number): Shape {
  const regular: Shape = {
    typeName: pick(random, ['年卡', '年卡', '年卡', '三年卡', '季卡']),
    joinedDays: 60 + Math.floor(random() * 210),
    untilDays: Math.floor(random() * 6),
    everyDays: 3 + Math.floor(random() * 7),
    rechargesFen: pick(random, [[20_000], [50_000], [50_000, 20_000], [100_000, 50_000]]),
  };
  // One frozen, two whose benefits have ended, three that have not come for long.
  if (index === 3) return { ...regular, frozenAtEnd: true };
  if (index === 7 || index === 8) return { ...regular, typeName: '月卡', joinedDays: 120 };
  if (index >= 12 && index < 15) return { ...regular, joinedDays: 260, untilDays: 95 };
  return regular;
}

/** Thirty members with months of history. */
export async function seedMembers(at: SeededMerchant, staffId: string, now: Date): Promise<void> {
  for (const [index, name] of MEMBER_NAMES.entries()) {
    const shape = shapeOf(index, seededRandom(1_000 + index));
    const who = { phone: memberPhone(index), name };
    const card = await join({ at, who, now, ...shape });
    const { joinedDays: fromDays, ...rest } = shape;
    await live({ card, stores: at.stores, staffId, seed: 100 + index, fromDays, now, ...rest });
  }
}

const demoHistory = { untilDays: 1, everyDays: 4, fromDays: 200, rechargedAtEnd: true };

/** The member one can sign in as: regular at the chain, sometimes at two others. */
export async function seedDemoMember(
  chain: SeededMerchant,
  others: readonly SeededMerchant[],
  staffId: string,
  now: Date,
): Promise<void> {
  const who = PEOPLE.member;
  const joined = { who, typeName: '年卡', joinedDays: 200, now };
  const card = await join({ at: chain, ...joined });
  const rechargesFen = [50_000];
  await live({ card, stores: chain.stores, staffId, seed: 1, rechargesFen, now, ...demoHistory });
  for (const [index, other] of others.slice(0, 2).entries()) {
    const otherCard = await join({ at: other, ...joined });
    await live({
      card: otherCard,
      stores: other.stores,
      staffId,
      seed: 2 + index,
      rechargesFen: [20_000],
      now,
      ...demoHistory,
      everyDays: 20,
    });
  }
}

/** Whether an earlier run came to the end of the members' history. */
export async function isSeeded(merchantId: string): Promise<boolean> {
  const last = `req:seed-${100 + MEMBER_NAMES.length - 1}-0`;
  return (await usedClaims(merchantId, [last])).has(last);
}
