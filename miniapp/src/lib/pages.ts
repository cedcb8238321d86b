import { useCallback, useEffect, useRef, useState } from 'react';
import { asApiError, isUnanswered, type ApiError } from './errors';
import { keepAnswer, keptAnswer } from './kept';
import { onOnlineAgain } from './network';
import { sessionStore } from './session';
import { useStore } from './store';
import { whenSlow } from './waiting';

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
  /** Since when the rows are no news: the last look got no answer, or has none yet after a while. */
  staleSince: number | undefined;
  /** The first page is taking long. */
  slow: boolean;
  /** Asks for the next page; where the first one is from storage, for that one first. */
  loadMore: () => void;
  reload: () => void;
  /** Changes what is shown without asking, as after an act on one row. */
  replace: (change: (items: T[]) => T[]) => void;
}

interface PagesOptions<T> {
  /** Under this name and the key the first page is shown from storage where there is no network. */
  keepAs?: string;
  /** A row as it may lie in storage. */
  forKeeping?: (item: T) => T;
}

interface State<T> {
  /** The question that the rows answer. */
  of: string;
  items: T[] | undefined;
  /** The rows are from storage: so is the cursor, and what lies behind it may have changed. */
  fromStorage: boolean;
  /** When the first page was true, by this device's clock. */
  at: number;
  cursor: string | null;
  busy: boolean;
  error: ApiError | undefined;
  /** What failed, or takes long, is the first page. */
  unsure: boolean;
  slow: boolean;
}

/** What is shown of a question before it is answered. */
function known<T>(of: string, name: string | undefined): State<T> {
  const kept = name === undefined ? undefined : keptAnswer<Page<T>>(name);
  return {
    ...{ of, items: kept?.data.items, cursor: kept?.data.nextCursor ?? null, at: kept?.at ?? 0 },
    ...{ fromStorage: kept !== undefined, busy: true, error: undefined },
    ...{ unsure: false, slow: false },
  };
}

/**
 * A list that grows page by page. `key` names the question; when it changes the list starts anew, while the
 * old rows stay until the new ones are here, or until it is known that they do not come. Answers to an earlier
 * question are dropped.
 */
export function usePages<T>(
  key: string,
  ask: (cursor?: string) => Promise<Page<T>>,
  { keepAs, forKeeping }: PagesOptions<T> = {},
): Pages<T> {
  const name = keepAs === undefined ? undefined : `${keepAs}.${key}`;
  const [state, setState] = useState<State<T>>(() => known(key, name));
  const question = useRef(0);
  const now = useRef({ ask, key, name, forKeeping });
  now.current = { ask, key, name, forKeeping };

  const fetchPage = useCallback(async (cursor: string | undefined) => {
    if (!sessionStore.get()) return;
    question.current += 1;
    const mine = question.current;
    const { ask: asked, key: of, name: keptName, forKeeping: bare } = now.current;
    const isFirst = cursor === undefined;
    const change = (to: (before: State<T>) => State<T>) => {
      if (mine === question.current) setState(to);
    };
    /** Rows of an earlier question give way to what is known of this one. */
    const ours = (before: State<T>) => (before.of === of ? before : known<T>(of, keptName));
    change((before) => ({ ...before, busy: true, error: undefined, slow: false }));
    try {
      const page = await whenSlow(asked(cursor), () => {
        if (isFirst) change((before) => ({ ...ours(before), unsure: true, slow: true }));
      });
      const at = Date.now();
      if (isFirst && keptName && mine === question.current) {
        const items = bare ? page.items.map(bare) : page.items;
        keepAnswer(keptName, { data: { ...page, items }, at });
      }
      change((before) => ({
        of,
        items: isFirst ? page.items : [...(before.items ?? []), ...page.items],
        at: isFirst ? at : before.at,
        cursor: page.nextCursor,
        fromStorage: isFirst ? false : before.fromStorage,
        unsure: isFirst ? false : before.unsure,
        ...{ busy: false, error: undefined, slow: false },
      }));
    } catch (cause) {
      const error = asApiError(cause);
      change((before) => ({
        ...ours(before),
        ...{ busy: false, slow: false, error },
        unsure: isFirst ? isUnanswered(error) : before.unsure,
      }));
    }
  }, []);

  const reload = useCallback(() => void fetchPage(undefined), [fetchPage]);
  const isSignedIn = useStore(sessionStore) !== null;
  useEffect(reload, [key, reload, isSignedIn]);

  const { items, fromStorage, cursor, busy, error, at, unsure, slow } = state;
  const failed = error !== undefined && (unsure || !items);
  useEffect(() => (failed ? onOnlineAgain(reload) : undefined), [failed, reload]);
  return {
    ...{ items, busy, error, slow },
    staleSince: unsure && items ? at : undefined,
    hasMore: cursor !== null,
    loadMore: () => {
      if (!busy && cursor !== null) void fetchPage(fromStorage ? undefined : cursor);
    },
    reload,
    replace: (change) =>
      setState((before) => ({ ...before, items: before.items && change(before.items) })),
  };
}
