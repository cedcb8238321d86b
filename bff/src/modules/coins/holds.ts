import { trusted } from '../../db/mongo';
import { EntryModel, RemarkModel } from './coins.model';
import { releaseClaim } from './ledger/commands';
import type { Entry } from './ledger/entry';

/** A hold's entry, and the capture or release that ended it; null while nothing has. */
export interface HoldRecord {
  hold: Entry;
  end: Entry | null;
}

/** How many holds are looked at together for those that are open. */
const BATCH = 100;

/** What ended each of these holds: the holder of its claim. */
async function endsOf(merchantId: string, holdIds: readonly string[]): Promise<Map<string, Entry>> {
  if (holdIds.length === 0) return new Map();
  const claims = trusted({ $in: holdIds.map(releaseClaim) });
  const ends = await EntryModel.find({ merchantId, claims })
    .readConcern('majority')
    .lean<Entry[]>();
  return new Map(ends.map((end) => [end.refersTo ?? '', end]));
}

/** One hold of a merchant; null where there is none. */
export async function holdById(merchantId: string, holdId: string): Promise<HoldRecord | null> {
  const hold = await EntryModel.findOne({ merchantId, _id: holdId, type: 'hold' })
    .readConcern('majority')
    .lean<Entry>();
  return hold && recordOf(hold);
}

/** Whether a hold has ended, as the transaction around this sees it. */
export async function holdHasEnded(merchantId: string, holdId: string): Promise<boolean> {
  return (await EntryModel.exists({ merchantId, claims: releaseClaim(holdId) })) !== null;
}

async function recordOf(hold: Entry): Promise<HoldRecord> {
  const ends = await endsOf(hold.merchantId, [hold._id]);
  return { hold, end: ends.get(hold._id) ?? null };
}

/** The entries of these holds, in any order. */
export function holdsByIds(merchantId: string, holdIds: readonly string[]): Promise<Entry[]> {
  return EntryModel.find({ merchantId, _id: trusted({ $in: [...holdIds] }), type: 'hold' })
    .readConcern('majority')
    .lean<Entry[]>();
}

export interface OpenHoldsQuery {
  merchantId: string;
  storeId: string;
  now: Date;
  /** No hold that was made earlier can still be open: the search ends there. */
  since: Date;
  /** Newest first, from below this id. */
  beforeId: string | null;
  limit: number;
}

/**
 * A store's holds that wait for staff to capture or release them, newest first: none without a term, none that
 * its member has to approve.
 */
export async function openHoldsAt(query: OpenHoldsQuery): Promise<Entry[]> {
  const { merchantId, storeId, now, since, limit } = query;
  const open: Entry[] = [];
  for (let beforeId = query.beforeId; ;) {
    const below = beforeId === null ? {} : { _id: trusted({ $lt: beforeId }) };
    const holds = await EntryModel.find({ merchantId, storeId, type: 'hold', ...below })
      .read('primary')
      .readConcern('majority')
      .sort({ _id: -1 })
      .limit(BATCH)
      .lean<Entry[]>();
    const running = holds.filter(
      ({ holdExpiresAt, awaitsApproval }) =>
        holdExpiresAt && holdExpiresAt > now && !awaitsApproval,
    );
    const ids = running.map((hold) => hold._id);
    const ended = await endsOf(merchantId, ids);
    open.push(...running.filter((hold) => !ended.has(hold._id)));
    const last = holds.at(-1);
    if (open.length >= limit || holds.length < BATCH || !last || last.at < since) {
      return open.slice(0, limit);
    }
    beforeId = last._id;
  }
}

/**
 * The entry that took a redemption's coins: itself, or the capture of the hold that it began as. Null for
 * what is neither, and for a hold that was not captured.
 */
export async function takingOf(entry: Entry): Promise<Entry | null> {
  if (entry.type === 'redeem' || entry.type === 'capture') return entry;
  if (entry.type !== 'hold') return null;
  const { end } = await recordOf(entry);
  return end?.type === 'capture' ? end : null;
}

/** Free text under these entries, by entry id. */
export async function remarksOf(
  merchantId: string,
  entryIds: readonly string[],
): Promise<Map<string, string>> {
  if (entryIds.length === 0) return new Map();
  const remarks = await RemarkModel.find({
    merchantId,
    _id: trusted({ $in: [...entryIds] }),
  }).lean();
  return new Map(remarks.map(({ _id, text }) => [_id, text]));
}
