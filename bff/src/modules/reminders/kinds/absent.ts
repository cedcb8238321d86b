import { addDays } from '@merchant-coin/shared';
import { cardsLastSeenOn } from '../../cards';
import type { Due, PlannedKind, PlanRun } from './kind';

async function* due({ merchantId, date, settings }: PlanRun): AsyncGenerator<Due, void, void> {
  const days = settings.absentDays;
  const lastVisitOn = addDays(date, -days);
  for await (const { _id: cardId } of cardsLastSeenOn(merchantId, lastVisitOn)) {
    const facts = { date: lastVisitOn, days };
    yield { cardId, kind: 'absent', occurrence: lastVisitOn, facts };
  }
}

/** Not seen for so many days: once for each last visit. */
export const absent: PlannedKind = { kinds: ['absent'], due };
