import type { PayCode } from '@merchant-coin/shared';
import { call } from './client';
import { setServerTime } from './clock';
import { ApiError } from './errors';
import { onLiveEvent } from './live';
import { onSessionEnd } from './session';
import { forget, forgetAll, load, save } from './storage';
import { createStore } from './store';
import { createTurns } from './turns';

/** What this device needs to show a card's pay codes by itself. */
export interface PayKey {
  serial: string;
  secret: string;
  /** Codes of earlier steps have been used or passed over. */
  firstStep: number;
}

const PREFIX = 'payKey.';

/** Changes whenever a kept key does, so that an open code page looks again. */
export const payKeysVersion = createStore(0);

const turns = new Map<string, ReturnType<typeof createTurns>>();

/** Of several looks for a card's key only the latest that was answered counts: a taking over lies between. */
function beginLook(cardId: string): () => boolean {
  const begin = turns.get(cardId) ?? createTurns();
  turns.set(cardId, begin);
  return begin();
}

/** Cards that another device pays with; asked again when the app starts anew. */
const elsewhere = new Set<string>();

function changed(): void {
  payKeysVersion.set(payKeysVersion.get() + 1);
}

export function keptPayKey(cardId: string): PayKey | undefined {
  return load<PayKey>(PREFIX + cardId);
}

/** Whether another device is known to have the card's key. */
export function isPaidElsewhere(cardId: string): boolean {
  return elsewhere.has(cardId);
}

/** Codes before `step` will not be shown again, also after a reload. */
export function passOverStepsBefore(cardId: string, step: number): void {
  const key = keptPayKey(cardId);
  if (!key || key.firstStep >= step) return;
  save(PREFIX + cardId, { ...key, firstStep: step });
  changed();
}

/**
 * Gets the card's secret for this device and the server's time. Throws `payDeviceElsewhere` where another
 * device has it, unless `takeOver`.
 */
export async function fetchPayKey(cardId: string, takeOver = false): Promise<PayCode> {
  const askedAt = Date.now();
  const isNews = beginLook(cardId);
  try {
    const answer = await call('cards.getPayCode', { cardId, takeOver }, { quiet: true });
    setServerTime(answer.serverTime, askedAt, Date.now());
    if (!isNews()) return answer;
    const kept = keptPayKey(cardId);
    const firstStep = kept?.secret === answer.secret ? kept.firstStep : 0;
    save(PREFIX + cardId, { serial: answer.serial, secret: answer.secret, firstStep });
    elsewhere.delete(cardId);
    changed();
    return answer;
  } catch (cause) {
    const isElsewhere = cause instanceof ApiError && cause.code === 'payDeviceElsewhere';
    if (isElsewhere && isNews()) {
      elsewhere.add(cardId);
      forget(PREFIX + cardId);
      changed();
    }
    throw cause;
  }
}

/** Lets the member pay with these cards where there is no signal later; failures can wait. */
export async function keepPayKeys(cardIds: readonly string[]): Promise<void> {
  for (const cardId of cardIds) {
    if (keptPayKey(cardId) || elsewhere.has(cardId)) continue;
    try {
      await fetchPayKey(cardId);
    } catch (cause) {
      if (!(cause instanceof ApiError) || cause.code !== 'payDeviceElsewhere') return;
    }
  }
}

onLiveEvent((event) => {
  // The event may tell of this very device's own taking over: ask who has the key now.
  if (event.type === 'payDeviceMoved' && keptPayKey(event.cardId)) {
    fetchPayKey(event.cardId).catch(() => undefined);
  }
});

onSessionEnd(() => {
  elsewhere.clear();
  forgetAll(PREFIX);
});
