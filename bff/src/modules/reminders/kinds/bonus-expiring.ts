import { addDays, startOfDay } from '@merchant-coin/shared';
import { bonusExpiringIn } from '../../coins';
import type { Due, PlannedKind, PlanRun } from './kind';

async function* due(run: PlanRun): AsyncGenerator<Due, void, void> {
  const { merchantId, zone, date, settings } = run;
  for (const days of settings.bonusExpiringDays) {
    const lastDay = addDays(date, days);
    // What is good until a midnight has its last day before it.
    const from = new Date(startOfDay(zone, lastDay).getTime() + 1);
    const until = new Date(startOfDay(zone, addDays(lastDay, 1)).getTime() + 1);
    for await (const { cardId, amountFen } of bonusExpiringIn(merchantId, from, until)) {
      const facts = { date: lastDay, days, amountFen };
      yield { cardId, kind: 'bonusExpiring', occurrence: `${lastDay} ${days}`, facts };
    }
  }
}

/** Bonus coins that end in so many days, all lots of a card that end on one day together. */
export const bonusExpiring: PlannedKind = { kinds: ['bonusExpiring'], due };
