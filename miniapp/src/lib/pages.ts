import { useCallback, useEffect, useRef, useState } from 'react';
import { asApiError, type ApiError } from './errors';
import { sessionStore } from './session';
import { useStore } from './store';

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

export interface Pages<T> {
  /** Undefined until the first page has come. */
  items: T[] | undefined;
  hasMore: boolean;
  busy: boolean;
  error: ApiError | undefined;
  loadMore: () => void;
  reload: () => void;
  /** Changes what is shown without asking, as after an act on one row. */
  replace: (change: (items: T[]) => T[]) => void;
}

interface State<T> {
  items: T[] | undefined;
  cursor: string | null;
  busy: boolean;
  error: ApiError | undefined;
}

/**
 * A list that grows page by page. `key` names the question; when it changes the list starts anew, while the
 * old rows stay until the new ones are here. Answers to an earlier question are dropped.
 */
export function usePages<T>(key: string, ask: (cursor?: string) => Promise<Page<T>>): Pages<T> {
  const [state, setState] = useState<State<T>>({
    items: undefined,
    cursor: null,
    busy: true,
    error: undefined,
  });
  const question = useRef(0);
  const askRef = useRef(ask);
  askRef.current = ask;

  const fetchPage = useCallback(async (cursor: string | undefined) => {
    if (!sessionStore.get()) return;
    question.current += 1;
    const mine = question.current;
    setState((before) => ({ ...before, busy: true, error: undefined }));
    try {
      const page = await askRef.current(cursor);
      if (mine !== question.current) return;
      setState((before) => ({
        items: cursor ? [...(before.items ?? []), ...page.items] : page.items,
        cursor: page.nextCursor,
        busy: false,
        error: undefined,
      }));
    } catch (cause) {
      if (mine !== question.current) return;
      setState((before) => ({ ...before, busy: false, error: asApiError(cause) }));
    }
  }, []);

  const reload = useCallback(() => void fetchPage(undefined), [fetchPage]);
  const isSignedIn = useStore(sessionStore) !== null;
  useEffect(reload, [key, reload, isSignedIn]);

  const { items, cursor, busy, error } = state;
  return {
    items,
    busy,
    error,
    hasMore: cursor !== null,
    loadMore: () => {
      if (!busy && cursor !== null) void fetchPage(cursor);
    },
    reload,
    replace: (change) =>
      setState((before) => ({ ...before, items: before.items && change(before.items) })),
  };
}
