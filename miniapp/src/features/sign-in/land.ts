import type { User } from '@merchant-coin/shared';
import { restartAt } from '@/lib/nav';
import { startSession } from '@/lib/session';
import { startWork } from '@/lib/work';

/** Someone who works at a single store starts at its counter. */
function onlyWorkPlace(user: User) {
  const [post, another] = user.staffOf;
  const [storeId, anotherStore] = post?.storeIds ?? [];
  return post && storeId && !another && !anotherStore
    ? { merchantId: post.merchantId, storeId }
    : null;
}

/** Starts the session and opens the page that this person came for. */
export function land(session: { token: string; user: User }): void {
  startSession(session);
  const place = onlyWorkPlace(session.user);
  if (place) startWork(place);
  restartAt(place ? 'counter' : session.user.staffOf.length > 0 ? 'me' : 'cards');
}
