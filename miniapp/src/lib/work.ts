import type { StaffPost } from '@merchant-coin/shared';
import { onSessionEnd, sessionStore } from './session';
import { forget, keysWith, load, save } from './storage';
import { createStore, useStore } from './store';

/** Where the user works right now; null while they use the app as a member. */
export interface WorkPlace {
  merchantId: string;
  storeId: string;
}

const KEY = 'work';

/** Under which the acts of a store's till are kept on its device. */
export const slipsKey = (storeId: string): string => `slips.${storeId}`;

/** Whether nobody knows yet what became of an act: without its request key it could happen a second time. */
export const isUnresolved = ({ state }: { state: string }): boolean =>
  state === 'sending' || state === 'unknown';

const workStore = createStore<WorkPlace | null>(load<WorkPlace>(KEY) ?? null);

export function startWork(place: WorkPlace): void {
  save(KEY, place);
  workStore.set(place);
}

export function stopWork(): void {
  forget(KEY);
  workStore.set(null);
}

function currentPost(): { place: WorkPlace; post: StaffPost } | null {
  const place = workStore.get();
  const posts = sessionStore.get()?.user.staffOf ?? [];
  const post = place && posts.find(({ merchantId }) => merchantId === place.merchantId);
  return place && post?.storeIds.includes(place.storeId) ? { place, post } : null;
}

/** The chosen store and the user's role there; null when none is chosen or the work has ended. */
export function useWork(): { place: WorkPlace; post: StaffPost } | null {
  useStore(workStore);
  useStore(sessionStore);
  return currentPost();
}

function keepUnresolved(key: string): void {
  const open = (load<{ state: string }[]>(key) ?? []).filter(isUnresolved);
  if (open.length > 0) save(key, open);
  else forget(key);
}

/**
 * A till's slips belong to the store: whoever works there next may have to take one back. Anyone else who signs
 * in on the device leaves none that is done. Where somebody works is known once their number is: WeChat's own
 * sign-in may come first, without one.
 */
function forgetOthersSlips(): void {
  const user = sessionStore.get()?.user;
  if (!user || user.phone === null) return;
  const own = user.staffOf.flatMap(({ storeIds }) => storeIds).map(slipsKey);
  for (const key of keysWith(slipsKey(''))) if (!own.includes(key)) keepUnresolved(key);
}

sessionStore.subscribe(forgetOthersSlips);
onSessionEnd(stopWork);
