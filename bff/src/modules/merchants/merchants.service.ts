import { DEFAULT_ZONE } from '@merchant-coin/shared';
import { LRUCache } from 'lru-cache';
import { newId } from '../../db/ids';
import { trusted } from '../../db/mongo';
import { pageOfRows, keyOfCursor } from '../../db/cursor';
import { inTransaction, isDuplicateOf } from '../../db/transaction';
import { AppError } from '../../http/app-error';
import type { StaffActor } from '../../http/mount';
import { appointStaff, phoneOf, worksAt } from '../accounts';
import { contractTextOf, faceFor } from './defaults';
import {
  type Filing,
  type MerchantDocument,
  MerchantModel,
  type StoreDocument,
  StoreModel,
} from './merchants.model';

/** How long another process may still see a merchant or its stores as they were. */
const CACHE_MS = 3_000;

const merchantCache = new LRUCache<string, MerchantDocument>({ max: 2_000, ttl: CACHE_MS });
const storesCache = new LRUCache<string, readonly StoreDocument[]>({ max: 2_000, ttl: CACHE_MS });

function refuseTakenName(error: unknown): never {
  if (isDuplicateOf(error, 'name')) throw new AppError('conflict', { reason: 'nameTaken' });
  throw error;
}

// ---- reading ------------------------------------------------------------------------------------------

/** The merchant, a few seconds old at most; null where there is none. */
export async function merchantById(merchantId: string): Promise<MerchantDocument | null> {
  const cached = merchantCache.get(merchantId);
  if (cached) return cached;
  const merchant = await MerchantModel.findById(merchantId).lean<MerchantDocument>();
  if (merchant) merchantCache.set(merchantId, merchant);
  return merchant;
}

/** By its exact name, which is unique; whatever its state. */
export function merchantByName(name: string): Promise<MerchantDocument | null> {
  return MerchantModel.findOne({ name }).lean<MerchantDocument>();
}

export async function merchantsByIds(
  merchantIds: readonly string[],
): Promise<Map<string, MerchantDocument>> {
  const merchants = await Promise.all([...new Set(merchantIds)].map(merchantById));
  return new Map(merchants.flatMap((merchant) => (merchant ? [[merchant._id, merchant]] : [])));
}

/** Where the merchant's days begin. @throws AppError `notFound` */
export async function zoneOf(merchantId: string): Promise<string> {
  const merchant = await merchantById(merchantId);
  if (!merchant) throw new AppError('notFound');
  return merchant.zone;
}

export async function merchantExists(merchantId: string): Promise<boolean> {
  return (await merchantById(merchantId)) !== null;
}

/** All stores, head office first. A few seconds old at most. */
export async function storesOf(merchantId: string): Promise<readonly StoreDocument[]> {
  const cached = storesCache.get(merchantId);
  if (cached) return cached;
  const stores = await StoreModel.find({ merchantId })
    .sort({ isHeadOffice: -1, _id: 1 })
    .lean<StoreDocument[]>();
  storesCache.set(merchantId, stores);
  return stores;
}

export async function storeById(
  merchantId: string,
  storeId: string,
): Promise<StoreDocument | null> {
  const stores = await storesOf(merchantId);
  return stores.find((store) => store._id === storeId) ?? null;
}

/**
 * The store that a member of staff acts at.
 *
 * @throws AppError `storeForbidden` where it is not one of theirs, or not the merchant's at all.
 */
export async function storeServedBy(
  actor: StaffActor,
  storeId: string | null,
): Promise<StoreDocument> {
  const store = storeId === null ? null : await storeById(actor.merchantId, storeId);
  if (!store || !worksAt(actor, store._id)) throw new AppError('storeForbidden');
  return store;
}

/** Names by id, for lists of entries and lots. */
export async function storeNamesOf(merchantId: string): Promise<Map<string, string>> {
  const stores = await storesOf(merchantId);
  return new Map(stores.map((store) => [store._id, store.name]));
}

export async function headOfficeOf(merchantId: string): Promise<StoreDocument> {
  const [first] = await storesOf(merchantId);
  if (!first) throw new AppError('notFound');
  return first;
}

/** How the merchant's coins are spent. @throws AppError `notFound` */
export async function spendRulesOf(merchantId: string): Promise<SpendRules> {
  const merchant = await merchantById(merchantId);
  if (!merchant) throw new AppError('notFound');
  return { policy: merchant.spendPolicy, approvalLimitFen: merchant.approvalLimitFen ?? null };
}

export interface SpendRules {
  policy: MerchantDocument['spendPolicy'];
  /** Above this sum the member approves; null: no limit of the merchant's. */
  approvalLimitFen: number | null;
}

export interface MerchantPageQuery {
  limit: number;
  cursor?: string | undefined;
}

async function merchantPage(filter: object, { limit, cursor }: MerchantPageQuery) {
  const after = keyOfCursor(cursor);
  const rows = await MerchantModel.find({
    ...filter,
    ...(after ? { _id: trusted({ $gt: after }) } : {}),
  })
    .sort({ _id: 1 })
    .limit(limit + 1)
    .lean<MerchantDocument[]>();
  return pageOfRows(rows, limit, (merchant) => merchant._id);
}

const literally = (text: string) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');

/** The directory: open merchants that issue coins, by name or category. */
export function searchDirectory(query: string | undefined, page: MerchantPageQuery) {
  const listed = { status: 'open', issuing: true };
  if (!query) return merchantPage(listed, page);
  const contains = { $regex: literally(query), $options: 'i' };
  const matches = [{ name: trusted(contains) }, { category: trusted(contains) }];
  return merchantPage({ ...listed, $or: matches }, page);
}

export function merchantsToApprove(page: MerchantPageQuery) {
  return merchantPage({ status: 'pending' }, page);
}

/** Makes the next look read the merchant anew, in this process; others see it within seconds. */
export function forgetMerchant(merchantId: string): void {
  merchantCache.delete(merchantId);
}

// ---- writing ------------------------------------------------------------------------------------------

export interface NewMerchant {
  name: string;
  legalName?: string | undefined;
  category?: string | undefined;
  headOfficeName?: string | undefined;
  headOfficeAddress?: string | undefined;
  headOfficePhone?: string | undefined;
  filing?: Filing | undefined;
  offer?: string | undefined;
  colour?: string | undefined;
  mark?: string | undefined;
}

const USUAL_CATEGORY = '其他';
const USUAL_STORE_NAME = '总店';

/** The merchant that waits because the same user asked for the same before, and may not have had the answer. */
async function openedBefore(userId: string, wanted: NewMerchant): Promise<MerchantDocument | null> {
  const { name, legalName = name, category = USUAL_CATEGORY } = wanted;
  const asked = { name, openedBy: userId, status: 'pending' as const, legalName, category };
  const merchant = await MerchantModel.findOne(asked).lean<MerchantDocument>();
  if (!merchant) return null;
  const { headOfficeName = USUAL_STORE_NAME, headOfficePhone = null } = wanted;
  const store = await headOfficeOf(merchant._id);
  return store.name === headOfficeName && store.phone === headOfficePhone ? merchant : null;
}

interface Opening {
  merchantId: string;
  userId: string;
  wanted: NewMerchant;
}

/** The merchant, its head office, and the one who opens it as its owner: all or nothing. */
async function create({ merchantId, userId, wanted }: Opening, now: Date): Promise<void> {
  const face = faceFor(wanted.name, merchantId);
  const legalName = wanted.legalName ?? wanted.name;
  await inTransaction(async () => {
    await MerchantModel.create({
      _id: merchantId,
      name: wanted.name,
      legalName,
      category: wanted.category ?? USUAL_CATEGORY,
      offer: wanted.offer ?? '',
      status: 'pending',
      zone: DEFAULT_ZONE,
      colour: wanted.colour ?? face.colour,
      mark: wanted.mark ?? face.mark,
      issuing: true,
      filing: wanted.filing ?? { status: 'pending' },
      spendPolicy: 'bonusFirst',
      contract: { version: 1, text: contractTextOf(wanted.name, legalName) },
      openedBy: userId,
    });
    await StoreModel.create({
      _id: newId('store', now),
      merchantId,
      name: wanted.headOfficeName ?? USUAL_STORE_NAME,
      kind: 'own',
      address: wanted.headOfficeAddress ?? null,
      phone: wanted.headOfficePhone ?? null,
      isHeadOffice: true,
    });
    await appointStaff({ merchantId, userId, role: 'owner', storeIds: [] }, now);
  });
}

/**
 * Opens a merchant that waits for approval, with its head office; the opener becomes its owner. Asked for once more
 * it is the same merchant.
 *
 * @throws AppError `conflict` where the name is taken, or for a user without a phone.
 */
export async function openMerchant(
  userId: string,
  wanted: NewMerchant,
  now: Date,
): Promise<MerchantDocument> {
  if ((await phoneOf(userId)) === null) throw new AppError('conflict', { reason: 'phoneMissing' });
  const merchantId = newId('merchant', now);
  try {
    await create({ merchantId, userId, wanted }, now);
  } catch (error) {
    return (await openedBefore(userId, wanted)) ?? refuseTakenName(error);
  }
  const merchant = await merchantById(merchantId);
  if (!merchant) throw new Error(`merchant ${merchantId} is gone`);
  return merchant;
}

/** Lists a merchant; approving again changes nothing. */
export async function approveMerchant(merchantId: string): Promise<MerchantDocument> {
  const merchant = await MerchantModel.findByIdAndUpdate(
    merchantId,
    { $set: { status: 'open' } },
    { returnDocument: 'after' },
  ).lean<MerchantDocument>();
  merchantCache.delete(merchantId);
  if (!merchant) throw new AppError('notFound');
  return merchant;
}

export interface NewStore {
  merchantId: string;
  name: string;
  kind: 'own' | 'terminal';
  address?: string | undefined;
  phone?: string | undefined;
}

/** @throws AppError `conflict` where the merchant has a store of that name. */
export async function addStore(wanted: NewStore, now: Date): Promise<StoreDocument> {
  const { merchantId, name, kind, address = null, phone = null } = wanted;
  const store = { merchantId, name, kind, address, phone, isHeadOffice: false };
  const _id = newId('store', now);
  await StoreModel.create({ _id, ...store }).catch(refuseTakenName);
  storesCache.delete(merchantId);
  return { _id, ...store };
}
