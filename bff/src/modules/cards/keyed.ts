/** A request that has one effect under its key. */
export interface Keyed {
  requestKey: string;
  fingerprint: string;
  now: Date;
}
