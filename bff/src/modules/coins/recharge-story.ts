import { trusted } from '../../db/mongo';
import { EntryModel } from './coins.model';
import { walletAt } from './ledger/decide';
import { leftOf } from './ledger/deciders/refund';
import { instantAfter } from './ledger/append';
import type { Entry, LotMove } from './ledger/entry';
import type { Wallet } from './ledger/wallet';
import { exactWallet } from './coins.service';

/** What has become of a recharge's coins, as of one moment of its card. */
export interface RechargeStory {
  recharge: Entry;
  /** The entries that moved its coins, oldest first, itself not among them. */
  entries: Entry[];
  /** Its coins that can be spent now. */
  left: LotMove[];
  /** `seq` of the card's last entry: what the story goes up to. */
  seq: number;
}

/** A card's recharges, newest first, from below `beforeSeq`. */
export function rechargesOf(
  { merchantId, cardId }: { merchantId: string; cardId: string },
  { beforeSeq, limit }: { beforeSeq?: number | undefined; limit: number },
): Promise<Entry[]> {
  const below = beforeSeq === undefined ? {} : { seq: trusted({ $lt: beforeSeq }) };
  return EntryModel.find({ merchantId, cardId, ...below, type: 'recharge' })
    .read('primary')
    .readConcern('majority')
    .sort({ seq: -1 })
    .limit(limit)
    .lean<Entry[]>();
}

/** Entries of one card that moved coins of these recharges, up to the wallet's version. */
function movesOf(wallet: Wallet, recharges: readonly Entry[]): Promise<Entry[]> {
  const { merchantId, cardId, version } = wallet;
  const groups = trusted({ $in: recharges.map(({ _id }) => _id) });
  const first = Math.min(...recharges.map(({ seq }) => seq));
  return EntryModel.find({
    merchantId,
    cardId,
    seq: trusted({ $gt: first, $lte: version }),
    $or: [{ 'takes.grantGroup': groups }, { 'gives.grantGroup': groups }],
  })
    .read('primary')
    .readConcern('majority')
    .sort({ seq: 1 })
    .lean<Entry[]>();
}

const moves = (entry: Entry, rechargeId: string): boolean =>
  [...entry.takes, ...entry.gives].some(({ grantGroup }) => grantGroup === rechargeId);

/** What has become of some recharges of one card, all as of the same moment; in their order. */
export async function rechargeStories(
  recharges: readonly Entry[],
  now: Date,
): Promise<RechargeStory[]> {
  const [some] = recharges;
  if (!some) return [];
  const wallet = await exactWallet(some);
  const entries = await movesOf(wallet, recharges);
  const at = instantAfter(wallet, now);
  const released = walletAt(wallet, at);
  return recharges.map((recharge) => ({
    recharge,
    entries: entries.filter((entry) => entry.seq > recharge.seq && moves(entry, recharge._id)),
    left: leftOf(released, recharge._id, at),
    seq: wallet.version,
  }));
}
