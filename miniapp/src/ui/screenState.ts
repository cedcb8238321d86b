import type { ReactNode } from 'react';
import type { ApiError } from '@/lib/errors';
import type { Pages } from '@/lib/pages';
import type { Resource } from '@/lib/resource';
import type { ScreenState } from './StateView';

/** What is no longer there for this person is not shown either. Any other error says nothing of what was known. */
const takesAway = ({ code }: ApiError): boolean =>
  code === 'notFound' || code === 'forbidden' || code === 'storeForbidden';

/**
 * The state of a screen that shows one answer. An older answer beats an error, and says how old it is; not where
 * the error takes it away.
 */
export function contentOf({
  data,
  error,
  at,
  slow,
  reload,
}: Pick<Resource<unknown>, 'data' | 'error' | 'at' | 'slow' | 'reload'>): ScreenState {
  if (data === undefined) {
    return error ? { is: 'error', error, retry: () => void reload() } : { is: 'loading', slow };
  }
  if (error && takesAway(error)) return { is: 'error', error, retry: () => void reload() };
  return error || slow ? { is: 'content', staleSince: at, slow } : { is: 'content' };
}

/** The state of a screen that shows a list, by the same rule. */
export function contentOfPages(
  {
    items,
    error,
    staleSince,
    slow,
    reload,
  }: Pick<Pages<unknown>, 'items' | 'error' | 'staleSince' | 'slow' | 'reload'>,
  empty: ReactNode,
): ScreenState {
  if (items === undefined) {
    return error ? { is: 'error', error, retry: reload } : { is: 'loading', slow };
  }
  const firstFailed = staleSince !== undefined;
  if (error && firstFailed && takesAway(error)) return { is: 'error', error, retry: reload };
  if (items.length === 0) return { is: 'empty', show: empty, staleSince, slow };
  return { is: 'content', staleSince, slow };
}
