import { FULL_PRICE_BP } from '@merchant-coin/shared';
import { LRUCache } from 'lru-cache';
import { newId } from '../../db/ids';
import { inTransaction, isDuplicateOf } from '../../db/transaction';
import { AppError } from '../../http/app-error';
import {
  type CardTypeDocument,
  CardTypeModel,
  type TierDocument,
  TierModel,
} from './card-types.model';

/** How long another process may still see types and tiers as they were. */
const CACHE_MS = 3_000;

const typeCache = new LRUCache<string, readonly CardTypeDocument[]>({ max: 2_000, ttl: CACHE_MS });
const tierCache = new LRUCache<string, readonly TierDocument[]>({ max: 2_000, ttl: CACHE_MS });

/** The second in case the merchant sells a type by the first name. */
const FIRST_TYPE_NAMES = ['会员卡', '普通会员卡'];

/** What a merchant gives until it has made a default type: free, three years, a point a yuan. */
const FIRST_TYPE = {
  termMonths: 36,
  priceFen: 0,
  discountBp: FULL_PRICE_BP,
  pointsBp: 10_000,
};

/** A merchant's card types, the default first. A few seconds old at most. */
export async function cardTypesOf(merchantId: string): Promise<readonly CardTypeDocument[]> {
  const cached = typeCache.get(merchantId);
  if (cached) return cached;
  const types = await CardTypeModel.find({ merchantId })
    .sort({ isDefault: -1, _id: 1 })
    .lean<CardTypeDocument[]>();
  if (types.length > 0) typeCache.set(merchantId, types);
  return types;
}

/** One type of the merchant; null where there is none. */
export async function cardTypeById(
  merchantId: string,
  typeId: string,
): Promise<CardTypeDocument | null> {
  const find = async () =>
    (await cardTypesOf(merchantId)).find((type) => type._id === typeId) ?? null;
  const known = await find();
  if (known) return known;
  // Made a moment ago by another process.
  typeCache.delete(merchantId);
  return find();
}

/** The type that joining gives. Call it outside transactions: it makes the first one. */
export async function defaultTypeOf(merchantId: string): Promise<CardTypeDocument> {
  const [first] = await cardTypesOf(merchantId);
  if (first?.isDefault) return first;
  const type = await makeFirstType(merchantId);
  typeCache.delete(merchantId);
  return type;
}

/** Of many who come first at once one inserts, by the unique index, and all get it. */
async function makeFirstType(merchantId: string): Promise<CardTypeDocument> {
  const isDefault = { merchantId, isDefault: true };
  for (const name of FIRST_TYPE_NAMES) {
    try {
      const made = await CardTypeModel.findOneAndUpdate(
        isDefault,
        { $setOnInsert: { _id: newId('cardType'), name, ...FIRST_TYPE } },
        { upsert: true, returnDocument: 'after' },
      ).lean<CardTypeDocument>();
      if (made) return made;
    } catch (error) {
      if (!isDuplicateOf(error, 'isDefault') && !isDuplicateOf(error, 'name')) throw error;
    }
    const other = await CardTypeModel.findOne(isDefault).lean<CardTypeDocument>();
    if (other) return other;
  }
  throw new Error(`merchant ${merchantId} has no default card type`);
}

export type NewCardType = Omit<CardTypeDocument, '_id'>;

/**
 * Adds a card type; one that is made the default takes the place of the default before.
 *
 * @throws AppError `conflict` where the name is taken or another default was made at the same time.
 */
export async function createCardType(wanted: NewCardType): Promise<CardTypeDocument> {
  const type: CardTypeDocument = { _id: newId('cardType'), ...wanted };
  const { merchantId, isDefault } = type;
  try {
    await inTransaction(async () => {
      if (isDefault) {
        await CardTypeModel.updateMany(
          { merchantId, isDefault: true },
          { $set: { isDefault: false } },
        );
      }
      await CardTypeModel.create(type);
    });
  } catch (error) {
    if (!isDuplicateOf(error, 'name') && !isDuplicateOf(error, 'isDefault')) throw error;
    throw new AppError('conflict', { reason: 'nameTaken' }, { cause: error });
  }
  typeCache.delete(merchantId);
  return type;
}

/** A merchant's tiers, the lowest first. A few seconds old at most. */
export async function tiersOf(merchantId: string): Promise<readonly TierDocument[]> {
  const cached = tierCache.get(merchantId);
  if (cached) return cached;
  const tiers = await TierModel.find({ merchantId })
    .sort({ minSpentFen: 1 })
    .lean<TierDocument[]>();
  tierCache.set(merchantId, tiers);
  return tiers;
}

/** The highest tier that a sum spent has reached; null below the lowest. */
export async function tierFor(merchantId: string, spentFen: number): Promise<TierDocument | null> {
  const reached = (await tiersOf(merchantId)).filter((tier) => tier.minSpentFen <= spentFen);
  return reached.at(-1) ?? null;
}

/** @throws AppError `conflict` where a tier begins at the same sum. */
export async function createTier(wanted: Omit<TierDocument, '_id'>): Promise<TierDocument> {
  const tier: TierDocument = { _id: newId('tier'), ...wanted };
  try {
    await TierModel.create(tier);
  } catch (error) {
    if (!isDuplicateOf(error, 'minSpentFen')) throw error;
    throw new AppError('conflict', undefined, { cause: error });
  }
  tierCache.delete(tier.merchantId);
  return tier;
}
