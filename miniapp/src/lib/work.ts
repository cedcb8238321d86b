import type { StaffPost } from '@merchant-coin/shared';
import { onSessionEnd, sessionStore } from './session';
import { forget, load, save } from './storage';
import { createStore, useStore } from './store';

/** Where the user works right now; null while they use the app as a member. */
export interface WorkPlace {
  merchantId: string;
  storeId: string;
}

const KEY = 'work';

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

onSessionEnd(stopWork);
