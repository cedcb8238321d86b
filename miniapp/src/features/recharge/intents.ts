import type { RechargeOrder } from '@merchant-coin/shared';
import { newRequestKey } from '@/lib/random';
import { forget, load, save } from '@/lib/storage';

/** What is asked for: under one key it is one order, however often it is asked. */
export interface Wish {
  amountFen: number;
  /** What the member was told they get on top. */
  bonusFen: number;
  contractVersion: number;
}

export interface Intent extends Wish {
  requestKey: string;
  /** Null until the server has answered. */
  orderId: string | null;
}

/** More than anyone leaves open at once. */
const MOST = 5;

// Forgotten with the session (lib/resource.ts), kept while the browser is away on the pay page.
const keyOf = (cardId: string) => `kept.rechargeIntents.${cardId}`;

const intentsOf = (cardId: string): Intent[] => load<Intent[]>(keyOf(cardId)) ?? [];

function keep(cardId: string, intents: readonly Intent[]): void {
  if (intents.length === 0) forget(keyOf(cardId));
  else save(keyOf(cardId), intents.slice(0, MOST));
}

const isSame = (one: Wish, other: Wish) =>
  one.amountFen === other.amountFen &&
  one.bonusFen === other.bonusFen &&
  one.contractVersion === other.contractVersion;

/** The intent to get exactly this: the one that is under way, else a new one. */
export function intentFor(cardId: string, wish: Wish): Intent {
  const intents = intentsOf(cardId);
  const known = intents.find((intent) => isSame(intent, wish));
  if (known) return known;
  const { amountFen, bonusFen, contractVersion } = wish;
  const made = {
    ...{ amountFen, bonusFen, contractVersion },
    ...{ requestKey: newRequestKey(), orderId: null },
  };
  keep(cardId, [made, ...intents]);
  return made;
}

/** Writes down which order an intent has become. */
export function rememberOrder(cardId: string, { requestKey }: Intent, orderId: string): void {
  const intents = intentsOf(cardId);
  keep(
    cardId,
    intents.map((intent) => (intent.requestKey === requestKey ? { ...intent, orderId } : intent)),
  );
}

/** The intent that an order came of; one whose answer was lost is known by its sums. */
export function intentOf(
  cardId: string,
  order: Pick<RechargeOrder, 'id' | 'amountFen' | 'bonusFen'>,
): Intent | null {
  const intents = intentsOf(cardId);
  const isUnanswered = ({ orderId, amountFen, bonusFen }: Intent) =>
    orderId === null && amountFen === order.amountFen && bonusFen === order.bonusFen;
  return intents.find(({ orderId }) => orderId === order.id) ?? intents.find(isUnanswered) ?? null;
}

/** The intent of the order with that id. */
export function intentOfOrder(cardId: string, orderId: string): Intent | null {
  return intentsOf(cardId).find((intent) => intent.orderId === orderId) ?? null;
}

/** It has come to its end: the same once more is another order. */
export function forgetIntent(cardId: string, isOver: (intent: Intent) => boolean): void {
  keep(
    cardId,
    intentsOf(cardId).filter((intent) => !isOver(intent)),
  );
}
