import { trusted } from '../../db/mongo';
import { CardModel } from './cards.model';

interface CardKey {
  merchantId: string;
  cardId: string;
}

/** Which of these cards do not exist, a query a merchant. */
export async function unknownCards(cards: readonly CardKey[]): Promise<CardKey[]> {
  const unknown: CardKey[] = [];
  for (const merchantId of new Set(cards.map((card) => card.merchantId))) {
    const wanted = cards.filter((card) => card.merchantId === merchantId);
    const ids = wanted.map(({ cardId }) => cardId);
    const found = await CardModel.find({ merchantId, _id: trusted({ $in: ids }) })
      .select({ _id: 1 })
      .lean<{ _id: string }[]>();
    const known = new Set(found.map(({ _id }) => _id));
    unknown.push(...wanted.filter(({ cardId }) => !known.has(cardId)));
  }
  return unknown;
}
