import type { ReactNode } from 'react';
import { isUnanswered } from '@/lib/errors';
import type { Pages } from '@/lib/pages';
import type { Resource } from '@/lib/resource';
import type { ScreenState } from './StateView';

/** The state of a screen that shows one answer. An older answer beats an error, and says how old it is. */
export function contentOf(resource: Resource<unknown>): ScreenState {
  const { data, error, at, reload } = resource;
  if (data === undefined) {
    return error ? { is: 'error', error, retry: () => void reload() } : { is: 'loading' };
  }
  if (error && !isUnanswered(error)) return { is: 'error', error, retry: () => void reload() };
  return error ? { is: 'content', staleSince: at } : { is: 'content' };
}

/** The state of a screen that shows a list. */
export function contentOfPages(
  { items, error, reload }: Pick<Pages<unknown>, 'items' | 'error' | 'reload'>,
  empty: ReactNode,
): ScreenState {
  if (items === undefined) {
    return error ? { is: 'error', error, retry: reload } : { is: 'loading' };
  }
  return items.length === 0 ? { is: 'empty', show: empty } : { is: 'content' };
}
