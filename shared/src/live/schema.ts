import { z } from 'zod';
import { balance, cardEntry } from '../coins/schema';
import { id, instant } from '../kernel/schema';
import { approval } from '../redemptions/approvals';

/** How many of the last entries seen a client names when it comes back. */
export const MAX_SEEN = 50;

/**
 * The first frame of a client on `/v1/live`. `cursor` is the latest entry seen. What was made before it may
 * have been committed after it: so the last minute is told again, but for those that are `seen`.
 */
export const liveHello = z.object({
  type: z.literal('auth'),
  token: z.string().min(1).max(200),
  cursor: z.string().max(64).nullish(),
  seen: z.array(id('entry')).max(MAX_SEEN).default([]),
});

/** What the server sends. `cursor` of an entry is its id: ids sort by time. */
export const liveEvent = z.discriminatedUnion('type', [
  z.object({ type: z.literal('ready') }),
  z.object({
    type: z.literal('entry'),
    cursor: id('entry'),
    cardId: id('card'),
    merchantName: z.string(),
    entry: cardEntry,
    balance,
  }),
  /** To the member: a redemption waits for their word. */
  z.object({ type: z.literal('approvalAsked'), approval }),
  /** To the member and to the clerk who asked. */
  z.object({
    type: z.literal('approvalEnded'),
    redemptionId: id('entry'),
    status: z.enum(['done', 'refused', 'cancelled']),
  }),
  z.object({ type: z.literal('payDeviceMoved'), cardId: id('card') }),
  z.object({ type: z.literal('payCodeLocked'), cardId: id('card'), until: instant }),
]);
export type LiveEvent = z.infer<typeof liveEvent>;
