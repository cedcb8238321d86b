import type { Hold } from '@merchant-coin/shared';
import { call } from '@/lib/client';
import { useResource, type Resource } from '@/lib/resource';
import type { WorkPlace } from '@/lib/work';
import { holdsKey } from '../slips/slips';
import { msLeft } from './left';
import { useNow } from '@/lib/useNow';

const PAGE_SIZE = 100;
/** A store with more open holds than these pages hold sees the newest. */
const MOST_PAGES = 5;

async function askForHolds(place: WorkPlace): Promise<Hold[]> {
  const holds: Hold[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MOST_PAGES; page += 1) {
    const answer = await call('holds.listHolds', { ...place, limit: PAGE_SIZE, cursor });
    holds.push(...answer.items);
    cursor = answer.nextCursor ?? undefined;
    if (!cursor) break;
  }
  return holds;
}

/** What is held at the store; one whose term runs out goes by itself. Looked at once a second. */
export function useOpenHolds(place: WorkPlace): Resource<Hold[]> & { now: number } {
  const resource = useResource(holdsKey(place.storeId), () => askForHolds(place), {
    keep: true,
  });
  const now = useNow();
  return { ...resource, now, data: resource.data?.filter((hold) => msLeft(hold, now) > 0) };
}
