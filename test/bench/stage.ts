import {
  appointStaff,
  confirmPhone,
  findOrCreateUserByPhone,
  startSession,
} from '@merchant-coin/bff/modules/accounts';
import { createCardType, issueCard, payCodeFor, showOn } from '@merchant-coin/bff/modules/cards';
import { post, requestClaim } from '@merchant-coin/bff/modules/coins';
import { approveMerchant, openMerchant, storesOf } from '@merchant-coin/bff/modules/merchants';
import { dateIn } from '@merchant-coin/shared';
import type { BenchCard } from './job';

export interface Stage {
  merchantId: string;
  storeId: string;
  typeId: string;
  /** Sessions of clerks. */
  tokens: string[];
  cards: BenchCard[];
}

const LOADED_FEN = 50_000_000;

async function person(phone: string, now: Date): Promise<string> {
  const { _id } = await findOrCreateUserByPhone(phone, now);
  await confirmPhone(_id, now);
  return _id;
}

/** One of many people, by number. */
export const personOf = (prefix: string, n: number, now: Date): Promise<string> =>
  person(phoneOf(prefix, n), now);

/** The holder of the stage's n-th card. */
export const holderOf = (n: number, now: Date): Promise<string> => personOf('135', n, now);

const phoneOf = (prefix: string, n: number) => `${prefix}${String(n).padStart(8, '0')}`;

/** A merchant with clerks and loaded cards, made through the modules' own doors. */
export async function setStage(
  { cards: cardCount, clerks }: { cards: number; clerks: number },
  now: Date,
): Promise<Stage> {
  const ownerId = await person('13700000000', now);
  const opened = await openMerchant(
    ownerId,
    { name: '对比商家', filing: { status: 'notRequired', reason: 'bench' } },
    now,
  );
  const merchant = await approveMerchant(opened._id);
  const merchantId = merchant._id;
  const [store] = await storesOf(merchantId);
  if (!store) throw new Error('a merchant has a head office');
  const terms = { termMonths: 36, priceFen: 0, discountBp: 8_800, pointsBp: 10_000 };
  const type = await createCardType({ merchantId, name: '三年卡', isDefault: true, ...terms });

  const tokens = [];
  for (let n = 0; n < clerks; n += 1) {
    const userId = await person(phoneOf('136', n), now);
    await appointStaff({ merchantId, userId, role: 'clerk', storeIds: [store._id] }, now);
    tokens.push(await startSession(userId, `bench-clerk-${n}`));
  }

  const cards = await Promise.all(
    Array.from({ length: cardCount }, async (_, n): Promise<BenchCard> => {
      const phone = phoneOf('135', n);
      const userId = await person(phone, now);
      const contractVersion = merchant.contract.version;
      const member = { merchantId, userId, phone, homeStoreId: store._id, contractVersion };
      const { card } = await issueCard({ member, type, joinedOn: dateIn(merchant.zone, now) }, now);
      const shown = await showOn(card, { deviceId: `bench-${n}`, takeOver: false }, now);
      const { serial, secret } = await payCodeFor(shown, now);
      await post({
        type: 'recharge',
        merchantId,
        cardId: card._id,
        now,
        claims: [requestClaim(`load-${n}`)],
        fingerprint: `load-${n}`,
        storeId: store._id,
        staffId: null,
        amountFen: LOADED_FEN,
        bonusFen: 5_000,
        bonusExpiresAt: new Date(now.getTime() + 300 * 86_400_000),
        originStoreId: store._id,
        tender: 'cash',
        capFen: LOADED_FEN,
      });
      return { serial, secret };
    }),
  );
  return { merchantId, storeId: store._id, typeId: type._id, tokens, cards };
}
