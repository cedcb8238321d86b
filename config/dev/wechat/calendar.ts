/** The stand-in's calendar: it runs with the real one and can be put forward, for orders of long ago. */
export class Calendar {
  #aheadMs = 0;

  now(): number {
    return Date.now() + this.#aheadMs;
  }

  advance(ms: number): void {
    this.#aheadMs += ms;
  }
}

const BEIJING_MS = 8 * 3_600_000;

/** `2026-11-25T16:20:00+08:00`, as WeChat writes times. */
export function beijingTime(ms: number): string {
  return `${new Date(ms + BEIJING_MS).toISOString().slice(0, 19)}+08:00`;
}

/** `2026-11-25` in Beijing. */
export function beijingDay(ms: number): string {
  return beijingTime(ms).slice(0, 10);
}
