import { appointStaff, staffAt } from '@merchant-coin/bff/modules/accounts';
import { createRechargeBonus, rechargeBonusFor } from '@merchant-coin/bff/modules/campaigns';
import {
  cardTypesOf,
  createCardType,
  createTier,
  exchangeTableOf,
  setExchangeTable,
  tiersOf,
} from '@merchant-coin/bff/modules/cards';
import {
  addStore,
  approveMerchant,
  merchantByName,
  type MerchantDocument,
  openMerchant,
  type StoreDocument,
  storesOf,
} from '@merchant-coin/bff/modules/merchants';
import { DAY_MS } from '@merchant-coin/shared';
import {
  BONUS_VALID_DAYS,
  CARD_TYPES,
  CHAIN,
  EXCHANGE_OPTIONS,
  PEOPLE,
  RECHARGE_STEPS,
  type SeedMerchant,
  TIERS,
} from './data';
import { person } from './people';

/** Days that the seeded merchants have been open. */
const OPEN_DAYS = 300;

export interface SeededMerchant {
  merchant: MerchantDocument;
  /** Head office first. */
  stores: readonly StoreDocument[];
}

/** An open merchant with its stores; what is there already stays. */
async function openOne(
  { stores, ...wanted }: SeedMerchant,
  ownerId: string,
  now: Date,
): Promise<SeededMerchant> {
  const [headOffice, ...others] = stores;
  const opened =
    (await merchantByName(wanted.name)) ??
    (await openMerchant(
      ownerId,
      {
        ...wanted,
        headOfficeName: headOffice?.name,
        headOfficeAddress: headOffice?.address,
        headOfficePhone: headOffice?.phone,
        filing: { status: 'number', number: `330100-${wanted.mark.codePointAt(0)}` },
      },
      now,
    ));
  const merchant = opened.status === 'open' ? opened : await approveMerchant(opened._id);
  const known = new Set((await storesOf(merchant._id)).map((store) => store.name));
  for (const store of others) {
    if (!known.has(store.name)) await addStore({ merchantId: merchant._id, ...store }, now);
  }
  return { merchant, stores: await storesOf(merchant._id) };
}

async function termsOf(merchantId: string, openedAt: Date): Promise<void> {
  const types = new Set((await cardTypesOf(merchantId)).map((type) => type.name));
  for (const type of CARD_TYPES) {
    if (!types.has(type.name)) await createCardType({ merchantId, isDefault: false, ...type });
  }
  const tiers = new Set((await tiersOf(merchantId)).map((tier) => tier.name));
  for (const tier of TIERS) if (!tiers.has(tier.name)) await createTier({ merchantId, ...tier });
  if (await rechargeBonusFor(merchantId, RECHARGE_STEPS[0]?.payFen ?? 0, openedAt)) return;
  await createRechargeBonus({
    merchantId,
    name: '充值送',
    steps: RECHARGE_STEPS,
    bonusValidDays: BONUS_VALID_DAYS,
    startsAt: openedAt,
    endsAt: null,
  });
}

/** What members get for points, unless the owner has said so already. */
async function exchangeTable(merchantId: string, ownerId: string, openedAt: Date): Promise<void> {
  const [{ version }, owner] = await Promise.all([
    exchangeTableOf(merchantId),
    staffAt(ownerId, merchantId),
  ]);
  if (version > 0 || !owner) return;
  const options = EXCHANGE_OPTIONS;
  await setExchangeTable({ merchantId, staffId: owner._id, version, options }, openedAt);
}

/** The café chain with its people: owner, manager and clerk, the last two at the first store. */
export async function seedChain(now: Date): Promise<SeededMerchant & { clerkStaffId: string }> {
  const openedAt = new Date(now.getTime() - OPEN_DAYS * DAY_MS);
  const ownerId = await person(PEOPLE.owner, now);
  const seeded = await openOne(CHAIN, ownerId, openedAt);
  const merchantId = seeded.merchant._id;
  await termsOf(merchantId, openedAt);
  const storeIds = seeded.stores.slice(0, 1).map((store) => store._id);
  const managerId = await person(PEOPLE.manager, now);
  await appointStaff({ merchantId, userId: managerId, role: 'manager', storeIds }, openedAt);
  const clerkId = await person(PEOPLE.clerk, now);
  const clerk = await appointStaff(
    { merchantId, userId: clerkId, role: 'clerk', storeIds },
    openedAt,
  );
  await exchangeTable(merchantId, ownerId, openedAt);
  return { ...seeded, clerkStaffId: clerk._id };
}

/** A merchant of the directory, owned by someone of its own. */
export async function seedOther(
  wanted: SeedMerchant,
  index: number,
  now: Date,
): Promise<SeededMerchant> {
  const openedAt = new Date(now.getTime() - OPEN_DAYS * DAY_MS);
  const phone = `1370000${String(index + 1).padStart(4, '0')}`;
  const ownerId = await person({ phone, name: `${wanted.name}店主` }, now);
  const seeded = await openOne(wanted, ownerId, openedAt);
  await termsOf(seeded.merchant._id, openedAt);
  return seeded;
}
