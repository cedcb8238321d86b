import { useDidShow } from '@tarojs/taro';
import { useCallback, useEffect, useRef, useState } from 'react';
import { asApiError, type ApiError } from './errors';
import { keepAnswer } from './kept';
import { onOnlineAgain } from './network';
import {
  asking,
  isSettled,
  joined,
  known,
  type Page,
  type PagesState,
  takingLong,
  withFirst,
  withNext,
  withoutAnswer,
} from './pagesState';
import { sessionStore } from './session';
import { useStore } from './store';
import { useVisit } from './visits';
import { whenSlow } from './waiting';

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

type Ask<T> = (cursor?: string) => Promise<Page<T>>;

interface PagesOptions<T> {
  /** The first page is shown from storage where there is no network. */
  keep?: boolean;
  /** A row as it may lie in storage. */
  forKeeping?: (item: T) => T;
  /** Rows that were asked for longer ago are asked for again when the page shows; five minutes if left out. */
  freshMs?: number;
  /**
   * Of a history, whose rows stay what they are: tells one row from another. When the first page comes anew and
   * reaches the rows further down, these stay.
   */
  idOf?: (item: T) => string;
}

interface Question<T> {
  of: string;
  ask: Ask<T>;
  keep: boolean;
  forKeeping: ((item: T) => T) | undefined;
  idOf: ((item: T) => string) | undefined;
}

function keepFirst<T>({ of, keep, forKeeping }: Question<T>, page: Page<T>, at: number): void {
  if (!keep) return;
  const items = forKeeping ? page.items.map(forKeeping) : page.items;
  keepAnswer(of, { data: { ...page, items }, at });
}

type SetState<T> = (change: (before: PagesState<T>) => PagesState<T>) => void;

/** Asks for the page behind a cursor, or the first; what comes after another question was put is dropped. */
function useFetch<T>(latest: Question<T>, setState: SetState<T>) {
  const question = useRef(latest);
  question.current = latest;
  const asked = useRef(0);
  return useCallback(
    async (cursor?: string) => {
      if (!sessionStore.get()) return;
      asked.current += 1;
      const mine = asked.current;
      const put = question.current;
      const { of, keep, idOf } = put;
      const isFirst = cursor === undefined;
      const change: SetState<T> = (to) => {
        if (mine === asked.current) setState(to);
      };
      /** Rows of an earlier question give way to what is known of this one. */
      const ours = (before: PagesState<T>) => (before.of === of ? before : known<T>(of, keep));
      const first = (page: Page<T>, at: number) => (before: PagesState<T>) =>
        withFirst(of, joined(page, ours(before), idOf), at);
      change(asking);
      try {
        const page = await whenSlow(put.ask(cursor), () => {
          if (isFirst) change((before) => takingLong(ours(before)));
        });
        const at = Date.now();
        if (isFirst && mine === asked.current) keepFirst(put, page, at);
        change(isFirst ? first(page, at) : (before) => withNext(before, page));
      } catch (cause) {
        const error = asApiError(cause);
        change((before) => withoutAnswer(ours(before), error, isFirst));
      }
    },
    [setState],
  );
}

const FRESH_MS = 5 * 60_000;

const ROWS = 'rows';

/** The rows with which the page was left that is come back to; there they stay as they were. */
function useRowsOfVisit<T>(of: string) {
  const visit = useVisit();
  const found = visit.left.get(ROWS) as PagesState<T> | undefined;
  const [left] = useState(found?.of === of ? found : undefined);
  const leave = (state: PagesState<T>) => {
    if (isSettled(state)) visit.now.set(ROWS, state);
  };
  return { left, leave };
}

/**
 * A list that grows page by page. `key` names the question completely, as that of `useResource` does; when it
 * changes the list starts anew, while the old rows stay until the new ones are here, or until it is known that
 * they do not come. Answers to an earlier question are dropped.
 */
export function usePages<T>(
  key: string,
  ask: Ask<T>,
  { keep = false, forKeeping, freshMs = FRESH_MS, idOf }: PagesOptions<T> = {},
): Pages<T> {
  const isOld = ({ at, busy }: PagesState<T>) => !busy && Date.now() - at > freshMs;
  const { left, leave } = useRowsOfVisit<T>(key);
  const [state, setState] = useState<PagesState<T>>(() => left ?? known(key, keep));
  const fetchPage = useFetch({ of: key, ask, keep, forKeeping, idOf }, setState);
  const reload = useCallback(() => void fetchPage(), [fetchPage]);
  const latest = useRef(state);
  latest.current = state;

  const isSignedIn = useStore(sessionStore) !== null;
  const isAsLeft = useRef(left !== undefined && !isOld(left));
  useEffect(() => {
    if (isAsLeft.current) isAsLeft.current = false;
    else reload();
  }, [key, reload, isSignedIn]);
  useEffect(() => leave(state));
  useDidShow(() => {
    if (isOld(state)) reload();
  });

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
    replace: (change) => {
      setState((before) => ({ ...before, items: before.items && change(before.items) }));
      // What was asked for before the act would put back what it has changed.
      if (latest.current.busy) reload();
    },
  };
}
