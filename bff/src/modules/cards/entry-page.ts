import type { CardEntry } from '@merchant-coin/shared';
import { pageOfRows, seqOfCursor } from '../../db/cursor';
import { entriesOf, presentEntry } from '../coins';
import { storeNamesOf } from '../merchants';
import type { CardDocument } from './cards.model';

interface EntryPageQuery {
  limit: number;
  cursor?: string | undefined;
  /** Only entries that changed the points. */
  pointsOnly?: boolean;
}

/** A page of a card's entries, newest first, as its member sees them. */
export async function entryPage(
  { merchantId, _id: cardId }: CardDocument,
  { limit, cursor, pointsOnly = false }: EntryPageQuery,
): Promise<{ items: CardEntry[]; nextCursor: string | null }> {
  const beforeSeq = seqOfCursor(cursor);
  const page = { beforeSeq, limit: limit + 1, pointsOnly };
  const [rows, storeNames] = await Promise.all([
    entriesOf({ merchantId, cardId }, page),
    storeNamesOf(merchantId),
  ]);
  const { items, nextCursor } = pageOfRows(rows, limit, (entry) => String(entry.seq));
  const shown = items.map((entry) =>
    presentEntry(entry, storeNames.get(entry.storeId ?? '') ?? null),
  );
  return { items: shown, nextCursor };
}
