import type { ReminderFacts, ReminderKind, ReminderSettings } from '@merchant-coin/shared';

/** One merchant on one date of its calendar. */
export interface PlanRun {
  merchantId: string;
  zone: string;
  date: string;
  settings: ReminderSettings;
}

/** One reminder that is due. */
export interface Due {
  cardId: string;
  kind: ReminderKind;
  /** What it is about, so that it is told of once. */
  occurrence: string;
  facts: ReminderFacts;
  /** Of an anniversary: sealed, since people write whose it is. */
  nameSealed?: string | null;
}

/** A kind of reminder that comes with the days. A further one is one more file like those beside this one. */
export interface PlannedKind {
  kinds: readonly ReminderKind[];
  /** All that is due on the date, by index, in bounded memory. */
  due(run: PlanRun): AsyncIterable<Due>;
  /** Called once all that was due has been written down. */
  done?(run: PlanRun): Promise<void>;
}
