import { databaseClock } from '@merchant-coin/bff/db/clock';

/** The database's time, moved by the test. Requests count as this instant; nothing else is changed. */
export class TestClock {
  private shiftMs = 0;

  now(): Date {
    return new Date(databaseClock.now().getTime() + this.shiftMs);
  }

  advance(ms: number): void {
    this.shiftMs += ms;
  }

  /** Moves to an instant, from which time goes on. */
  set(instant: Date): void {
    this.shiftMs = instant.getTime() - databaseClock.now().getTime();
  }

  reset(): void {
    this.shiftMs = 0;
  }
}
