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

/**
 * A till's slips belong to the store: whoever works there next may have to take one back. Anyone else who signs
 * in on the device finds none.
 */
function forgetOthersSlips(): void {
  const session = sessionStore.get();
  if (!session) return;
  const own = session.user.staffOf.flatMap(({ storeIds }) => storeIds).map(slipsKey);
  for (const key of keysWith(slipsKey(''))) if (!own.includes(key)) forget(key);
}

sessionStore.subscribe(forgetOthersSlips);
onSessionEnd(stopWork);
