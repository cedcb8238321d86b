import { dateIn } from '@merchant-coin/shared';
import { trusted } from '../../db/mongo';
import type { EntrySubscriber } from '../coins';
import { zoneOf } from '../merchants';
import { type CardDocument, CardModel } from './cards.model';

/** Whom a reminder about a card goes to. */
export type RemindedCard = Pick<
  CardDocument,
  '_id' | 'merchantId' | 'userId' | 'validThrough' | 'lastVisitOn'
>;

const FIELDS = { merchantId: 1, userId: 1, validThrough: 1, lastVisitOn: 1 } as const;

async function* cardsWith(
  filter: { merchantId: string } & Partial<CardDocument>,
): AsyncGenerator<RemindedCard, void, void> {
  const cursor = CardModel.find(filter).select(FIELDS).lean<RemindedCard>().cursor();
  for await (const card of cursor) yield card;
}

/** Cards of a merchant that are good through a date, by index, a few at a time. */
export const cardsEndingOn = (merchantId: string, date: string) =>
  cardsWith({ merchantId, validThrough: date });

/** Cards of a merchant that last paid on a date, by index, a few at a time. */
export const cardsLastSeenOn = (merchantId: string, date: string) =>
  cardsWith({ merchantId, lastVisitOn: date });

/** Worker: keeps the date of each card's last payment. */
export const markVisits: EntrySubscriber = async (entries) => {
  const sales = entries.filter(({ type }) => type === 'redeem' || type === 'capture');
  const latest = new Map(sales.map((entry) => [entry.cardId, entry]));
  const writes = [];
  for (const { merchantId, cardId, at } of latest.values()) {
    const lastVisitOn = dateIn(await zoneOf(merchantId), at);
    const before = [{ lastVisitOn: null }, { lastVisitOn: trusted({ $lt: lastVisitOn }) }];
    const filter = { merchantId, _id: cardId, $or: before };
    writes.push({ updateOne: { filter, update: { $set: { lastVisitOn } } } });
  }
  if (writes.length > 0) await CardModel.bulkWrite(writes, { ordered: false });
};
