import type { ErrorCode } from '@merchant-coin/shared';
import type { Draft } from '../entry';
import type { Wallet } from '../wallet';

export interface Refusal {
  code: ErrorCode;
  details: Record<string, unknown>;
}

/** What a decider may know: the wallet, the command, the instant, and the id its entry will have. */
export interface Case<C> {
  wallet: Wallet;
  command: C;
  at: Date;
  entryId: string;
  /** `seq` of the card's last entry, before due releases. */
  lastSeq: number;
}

/** The part of a draft that differs by type; the rest comes from the command. */
export type Effect = Omit<Draft, '_id' | 'claims'>;
export type Verdict = { effect: Effect } | { refusal: Refusal };

export const refuse = (code: ErrorCode, details: Record<string, unknown> = {}): Verdict => ({
  refusal: { code, details },
});
