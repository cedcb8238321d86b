/** One card that the generator may pay with. */
export interface BenchCard {
  serial: string;
  /** Base 32. */
  secret: string;
}

/** What the load generator is told. */
export interface Job {
  name: string;
  origin: string;
  path: string;
  /** Sessions of clerks, used in turn. */
  tokens: readonly string[];
  callers: number;
  seconds: number;
  storeId: string;
  /** With cards, each request is a redemption; without, a call with the same headers and a small body. */
  cards: readonly BenchCard[];
  /** The first unused step of each card. */
  firstStep: number;
}

export interface JobResult {
  name: string;
  callers: number;
  /** All requests, the warm-up's included. */
  sent: number;
  /** Answers other than 2xx, by status and code. */
  refused: Record<string, number>;
  perSecond: number;
  p50Ms: number;
  p99Ms: number;
  /** The highest step used, for the next job on the same cards. */
  lastStep: number;
}
