import { call } from './client';
import { putResource, useResource } from './resource';

const KEY = 'unreadNotices';

/** How many notices wait in the inbox; asked again each time a page with the badge shows. */
export function useUnread(): number {
  return useResource(KEY, () => call('reminders.countMyNotices', {})).data?.unread ?? 0;
}

/** Marks a notice and all older ones as read. */
export async function readNotices(through: string): Promise<void> {
  putResource(KEY, await call('reminders.readMyNotices', { through }));
}
