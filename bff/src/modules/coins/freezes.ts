import { trusted } from '../../db/mongo';
import { EntryModel, RemarkModel } from './coins.model';
import type { Entry } from './ledger/entry';

/** Why a card is frozen. Its id is its entry's id. */
export interface Freeze {
  id: string;
  since: Date;
  /** Null where the member froze the card. */
  staffId: string | null;
  /** What staff gave as the reason. */
  reason: string | null;
}

/**
 * The freeze that a frozen card is under: its last one. Ask only about cards that are frozen; the look goes
 * back over all that has happened since.
 */
export async function freezeOf({
  merchantId,
  cardId,
}: {
  merchantId: string;
  cardId: string;
}): Promise<Freeze | null> {
  const type = trusted({ $in: ['freeze' as const, 'unfreeze' as const] });
  const last = await EntryModel.findOne({ merchantId, cardId, type })
    .read('primary')
    .readConcern('majority')
    .sort({ seq: -1 })
    .lean<Entry>();
  if (last?.type !== 'freeze') return null;
  const { _id: id, at: since, staffId } = last;
  return { id, since, staffId, reason: await remarkOf(merchantId, id) };
}

async function remarkOf(merchantId: string, entryId: string): Promise<string | null> {
  const remark = await RemarkModel.findOne({ merchantId, _id: entryId }).lean<{ text: string }>();
  return remark?.text ?? null;
}
