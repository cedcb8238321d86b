import { doubledPause } from '../../../jobs/due-work';
import type { OrderDocument } from './orders.model';

/** How long a member may pay; then the order is asked about once more and closed. */
export const PAYABLE_MS = 15 * 60_000;

/** After it an order that is not placed, or paid without a word from WeChat, is asked about. */
const FIRST_LOOK_MS = 20_000;
const PAUSES = { firstMs: FIRST_LOOK_MS, longestMs: 10 * 60_000 };

const after = (now: Date, ms: number): Date => new Date(now.getTime() + ms);

export const firstLookAt = (now: Date): Date => after(now, FIRST_LOOK_MS);

/** Twice as long after each look, at most ten minutes; an open order also as soon as it can be closed. */
export function nextLookAt(
  { looks, state, expiresAt }: Pick<OrderDocument, 'looks' | 'state' | 'expiresAt'>,
  now: Date,
): Date {
  const next = after(now, doubledPause(looks, PAUSES));
  const isOpen = state === 'created' || state === 'paying';
  return isOpen && expiresAt > now && next > expiresAt ? expiresAt : next;
}
