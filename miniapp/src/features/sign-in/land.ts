import type { User } from '@merchant-coin/shared';
import { goWhereWanted } from '@/lib/afterSignIn';
import { restartAt } from '@/lib/nav';
import { startWork } from '@/lib/work';

/** Someone who works at a single store starts at its counter. */
function onlyWorkPlace(user: User) {
  const [post, another] = user.staffOf;
  const [storeId, anotherStore] = post?.storeIds ?? [];
  return post && storeId && !another && !anotherStore
    ? { merchantId: post.merchantId, storeId }
    : null;
}

/** Opens the page that a person who has just signed in came for. */
export function land(user: User): void {
  if (goWhereWanted()) return;
  const place = onlyWorkPlace(user);
  if (place) startWork(place);
  restartAt(place ? 'counter' : user.staffOf.length > 0 ? 'me' : 'cards');
}
