import type { LiveEvent } from '@merchant-coin/shared';
import { idBefore } from '../../db/ids';
import { log } from '../../http/log';
import { publishLive } from '../../http/live-bus';
import {
  entriesOf,
  type Entry,
  type EntrySubscriber,
  presentBalanceAfter,
  presentEntry,
  walletsOf,
} from '../coins';
import { membershipsOf } from '../members';
import { merchantById, storeNamesOf } from '../merchants';
import type { CardDocument } from './cards.model';
import { cardById, setTier } from './cards.service';
import { tierFor } from './card-types';

/** How far back a device that was away is told; older movements it reads from the card's entries. */
const CATCH_UP_ENTRIES = 100;
const CATCH_UP_CARDS = 100;
/** Longer than any posting is under way. */
const OVERLAP_MS = 60_000;

async function eventOf(entry: Entry): Promise<LiveEvent> {
  const [merchant, stores] = await Promise.all([
    merchantById(entry.merchantId),
    storeNamesOf(entry.merchantId),
  ]);
  return {
    type: 'entry',
    cursor: entry._id,
    cardId: entry.cardId,
    merchantName: merchant?.name ?? '',
    entry: presentEntry(entry, stores.get(entry.storeId ?? '') ?? null),
    balance: presentBalanceAfter(entry),
  };
}

/**
 * Tells the card's holder at once; after the commit, without waiting. The worker tells again what got lost,
 * and a device ignores an event it has seen.
 */
export function publishEntry(card: CardDocument, entry: Entry): void {
  eventOf(entry)
    .then((event) => publishLive(card.userId, event))
    .catch((error: unknown) => log.warn({ err: error, entryId: entry._id }, 'entry not published'));
}

/**
 * What happened on the user's cards after the entry that a device saw last, and in the minute before it: an
 * entry's id is made before its commit, so one of them may have come after the device had gone.
 */
export async function catchUp(userId: string, cursor: string): Promise<LiveEvent[]> {
  const since = idBefore(cursor, OVERLAP_MS);
  const { items } = await membershipsOf(userId, { limit: CATCH_UP_CARDS });
  const entries = await Promise.all(
    items.map((membership) => entriesOf(membership, { limit: CATCH_UP_ENTRIES })),
  );
  const missed = entries.flat().filter((entry) => entry._id > since);
  missed.sort((a, b) => (a._id < b._id ? -1 : 1));
  return Promise.all(missed.map(eventOf));
}

/** Worker: tells holders of entries that their BFF may not have told of any more. */
export const tellHolders: EntrySubscriber = async (entries) => {
  for (const entry of entries) {
    const card = await cardById(entry.merchantId, entry.cardId);
    if (card) publishEntry(card, entry);
  }
};

/** Worker: moves cards to the tier that their sum spent has reached, up or (after reversals) down. */
export const updateTiers: EntrySubscriber = async (entries) => {
  const spent = entries.filter((entry) => entry.spentDelta !== 0);
  const latest = new Map(spent.map((entry) => [entry.cardId, entry]));
  for (const { merchantId, cardId, at } of latest.values()) {
    const [card, wallets] = await Promise.all([
      cardById(merchantId, cardId),
      walletsOf(merchantId, [cardId], at),
    ]);
    const spentFen = wallets.get(cardId)?.spentFen;
    // Nobody knows what a damaged wallet has spent.
    if (spentFen === undefined) continue;
    const tierId = (await tierFor(merchantId, spentFen))?._id ?? null;
    if (card && card.tierId !== tierId) await setTier(merchantId, cardId, tierId);
  }
};
