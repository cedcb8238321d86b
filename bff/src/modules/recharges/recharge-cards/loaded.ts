import { trusted } from '../../../db/mongo';
import { claimHolders, type Entry, type EntrySubscriber, rechargeCardClaim } from '../../coins';
import { type RechargeCardDocument, RechargeCardModel } from './recharge-cards.model';

/**
 * A card is loaded when an entry holds its claim; the mark on its document is written behind. Whoever is
 * told of a card's state looks at the claims of cards whose load was begun and that are not marked.
 */
const PREFIX = rechargeCardClaim('');

const cardIdIn = ({ claims }: Entry): string | undefined =>
  claims.find((claim) => claim.startsWith(PREFIX))?.slice(PREFIX.length);

/** Marks the recharge card that an entry loaded; any number of times. */
export async function markLoaded(entry: Entry): Promise<void> {
  const { merchantId, _id: entryId, at } = entry;
  const cardId = cardIdIn(entry);
  if (cardId === undefined) return;
  await RechargeCardModel.updateOne(
    { merchantId, _id: cardId },
    { $set: { status: 'loaded', loaded: { entryId, at }, voided: null } },
  );
}

/** Worker: marks the cards of entries whose BFF did not come to it. */
export const markLoadedCards: EntrySubscriber = async (entries) => {
  for (const entry of entries) await markLoaded(entry);
};

/** The entry that loaded a card; null while none did. */
export async function entryThatLoaded(
  { merchantId }: { merchantId: string },
  cardId: string,
): Promise<Entry | null> {
  const claim = rechargeCardClaim(cardId);
  return (await claimHolders(merchantId, [claim])).get(claim) ?? null;
}

const mayBeLoaded = ({ status, loadingAt }: RechargeCardDocument): boolean =>
  status !== 'loaded' && loadingAt !== null;

/** The cards of one merchant as the ledger has them; marks those that it finds loaded. */
export async function asLedgerTells(
  merchantId: string,
  cards: readonly RechargeCardDocument[],
): Promise<RechargeCardDocument[]> {
  const claims = cards.filter(mayBeLoaded).map(({ _id }) => rechargeCardClaim(_id));
  const holders = await claimHolders(merchantId, claims);
  for (const entry of holders.values()) await markLoaded(entry);
  return cards.map((card) => {
    const entry = holders.get(rechargeCardClaim(card._id));
    if (!entry) return card;
    return { ...card, status: 'loaded', loaded: { entryId: entry._id, at: entry.at } };
  });
}

/** Marks what the ledger has loaded of these batches, so that their cards can be counted. */
export async function settleBatches(
  merchantId: string,
  batchIds: readonly string[],
): Promise<void> {
  const cards = await RechargeCardModel.find({
    merchantId,
    batchId: trusted({ $in: [...batchIds] }),
    status: 'sold',
    // Few: all others that were sold wait in somebody's drawer.
    loadingAt: trusted({ $ne: null }),
  }).lean<RechargeCardDocument[]>();
  await asLedgerTells(merchantId, cards);
}
