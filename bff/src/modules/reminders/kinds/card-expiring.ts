import { addDays } from '@merchant-coin/shared';
import { cardsEndingOn } from '../../cards';
import type { Due, PlannedKind, PlanRun } from './kind';

async function* due({ merchantId, date, settings }: PlanRun): AsyncGenerator<Due, void, void> {
  for (const days of settings.cardExpiringDays) {
    const validThrough = addDays(date, days);
    for await (const { _id: cardId } of cardsEndingOn(merchantId, validThrough)) {
      const facts = { date: validThrough, days };
      yield { cardId, kind: 'cardExpiring', occurrence: `${validThrough} ${days}`, facts };
    }
  }
}

/** The card's benefits end in so many days. A card that is renewed meanwhile has another last day. */
export const cardExpiring: PlannedKind = { kinds: ['cardExpiring'], due };
