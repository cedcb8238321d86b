import { addDays, daysBetween } from '@merchant-coin/shared';
import { trusted } from '../../../db/mongo';
import { nextOccurrence } from '../calendar';
import { type OccasionDocument, OccasionModel } from '../occasions.model';
import type { Due, PlannedKind, PlanRun } from './kind';

/** One that was missed by more is let go: a birthday is wished on the day. */
const LATE_DAYS = 1;

const cursorOf = ({ merchantId, date }: PlanRun) =>
  OccasionModel.find({ merchantId, nextOn: trusted({ $lte: date }) })
    .sort({ nextOn: 1, _id: 1 })
    .lean<OccasionDocument>()
    .cursor();

/** A birthday by the sun and one by the moon that meet are one occurrence; anniversaries never are. */
function dueOf({ _id, cardId, kind, nextOn, nameSealed }: OccasionDocument): Due {
  const occurrence = kind === 'birthday' ? nextOn : `${nextOn} ${_id}`;
  return { cardId, kind, occurrence, facts: { date: nextOn }, nameSealed };
}

async function* due(run: PlanRun): AsyncGenerator<Due, void, void> {
  for await (const occasion of cursorOf(run)) {
    if (daysBetween(occasion.nextOn, run.date) <= LATE_DAYS) yield dueOf(occasion);
  }
}

/** Moves days that have been told of to their next time; a run that ends before it tells again, which is once. */
async function moveOn(run: PlanRun): Promise<void> {
  const { merchantId, date } = run;
  for await (const occasion of cursorOf(run)) {
    const { _id, nextOn, calendar, month, day, leap } = occasion;
    const next = nextOccurrence({ calendar, month, day, leap }, addDays(date, 1));
    await OccasionModel.updateOne({ merchantId, _id, nextOn }, { $set: { nextOn: next } });
  }
}

/** Birthdays and whatever else the member has added, on the day. */
export const occasionsDue: PlannedKind = { kinds: ['birthday', 'anniversary'], due, done: moveOn };
