import type { RechargeOrder } from '@merchant-coin/shared';

/**
 * What the page says of an order. `confirming`: WeChat was paid as far as this device knows; `crediting`: it
 * was paid; `slow`: either of them for too long.
 */
export type Standing =
  | 'confirming'
  | 'crediting'
  | 'slow'
  | 'credited'
  | 'notPaid'
  | 'closed'
  | 'refunding'
  | 'refunded';

/** What came back from paying: a hint. `null`: the order is only looked at. */
export type Hint = 'ok' | 'cancel' | 'fail' | null;

export function hintOf(text: string | undefined): Hint {
  return text === 'ok' || text === 'cancel' || text === 'fail' ? text : null;
}

/** How an order stands for its member; before the first answer only the hint is known. */
export function standingOf(
  order: Pick<RechargeOrder, 'state'> | null,
  hint: Hint,
  hasWaited: boolean,
): Standing {
  const state = order?.state ?? 'paying';
  if (state === 'paid') return hasWaited ? 'slow' : 'crediting';
  if (state !== 'created' && state !== 'paying') return state;
  const isAwaited = hint === 'ok' || order === null;
  if (!isAwaited) return 'notPaid';
  return hasWaited ? 'slow' : 'confirming';
}

/** Whether it is worth asking again by oneself. */
export function mayChangeSoon(standing: Standing): boolean {
  return standing === 'confirming' || standing === 'crediting' || standing === 'refunding';
}

/** Nothing will change any more. */
export function isOver(state: RechargeOrder['state']): boolean {
  return state === 'credited' || state === 'closed' || state === 'refunded';
}

const LONGEST_S = 8;
/** Altogether about a minute; then the member asks. */
const MOST_LOOKS = 12;

/** How long to wait after so many looks before the next, in ms; null: no more by oneself. */
export function pauseMs(looks: number): number | null {
  return looks < MOST_LOOKS ? Math.min(LONGEST_S, looks) * 1_000 : null;
}
