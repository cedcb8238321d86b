import { useDidShow } from '@tarojs/taro';
import { useCallback, useEffect, useMemo } from 'react';
import { asApiError, type ApiError } from './errors';
import { keepAnswer, keptAnswer } from './kept';
import { onOnlineAgain } from './network';
import { onSessionEnd, sessionStore } from './session';
import { createStore, useStore, type Store } from './store';
import { whenSlow } from './waiting';

interface Snapshot<T> {
  data: T | undefined;
  /** Why the last look failed; `data` may still hold an older answer. */
  error: ApiError | undefined;
  /** When `data` was true, by this device's clock. */
  at: number;
  busy: boolean;
  /** Busy for so long that the screen says so. */
  slow: boolean;
}

export interface Resource<T> extends Snapshot<T> {
  /** Asks again, unless it is being asked. */
  reload: () => Promise<void>;
  /** Asks for what has just been changed: what was asked for before does not count any more. */
  refresh: () => Promise<void>;
}

interface Entry<T> {
  store: Store<Snapshot<T>>;
  /** Asks, unless it is being asked; `anew` where an answer to a question from before now does not do. */
  reload: (anew?: boolean) => Promise<void>;
  /** Its answers go into storage. */
  keep: boolean;
  /** Counts questions and answers from elsewhere: only the answer to the latest one counts. */
  latest: number;
}

const JUST_NOW_MS = 1_000;
const entries = new Map<string, Entry<unknown>>();

function entryOf<T>(key: string): Entry<T> {
  const existing = entries.get(key) as Entry<T> | undefined;
  if (existing) return existing;
  const kept = keptAnswer<T>(key);
  const entry: Entry<T> = {
    store: createStore<Snapshot<T>>({
      data: kept?.data,
      error: undefined,
      at: kept?.at ?? 0,
      busy: false,
      slow: false,
    }),
    reload: () => Promise.resolve(),
    keep: false,
    latest: 0,
  };
  entries.set(key, entry as Entry<unknown>);
  return entry;
}

function answered<T>(key: string, { store, keep }: Entry<T>, data: T): void {
  const at = Date.now();
  if (keep) keepAnswer(key, { data, at });
  store.set({ data, error: undefined, at, busy: false, slow: false });
}

interface ResourceOptions {
  /** Shown from storage at the next start. */
  keep?: boolean;
  /** Asked without a session as well. */
  guest?: boolean;
}

async function askFor<T>(
  key: string,
  ask: () => Promise<T>,
  { guest, anew }: { guest: boolean; anew: boolean },
): Promise<void> {
  const entry = entryOf<T>(key);
  const { store } = entry;
  // What is not for guests belongs to someone: a page without a session is about to give way to signing in.
  if ((store.get().busy && !anew) || !(guest || sessionStore.get())) return;
  entry.latest += 1;
  const mine = entry.latest;
  // The session may end meanwhile, and with it this entry.
  const counts = () => mine === entry.latest && entries.get(key) === entry;
  store.set({ ...store.get(), busy: true });
  try {
    const data = await whenSlow(ask(), () => {
      if (counts()) store.set({ ...store.get(), slow: true });
    });
    if (counts()) answered(key, entry, data);
  } catch (cause) {
    if (!counts()) return;
    store.set({ ...store.get(), error: asApiError(cause), busy: false, slow: false });
  }
}

/**
 * What the server says about `key`: shown at once from memory (or, with `keep`, from storage), asked again
 * each time the page shows. A failed look keeps the older answer beside the error. A key names what is
 * asked for completely: the same key is the same question.
 */
export function useResource<T>(
  key: string,
  ask: () => Promise<T>,
  { keep = false, guest = false }: ResourceOptions = {},
): Resource<T> {
  const entry = useMemo(() => entryOf<T>(key), [key]);
  const snapshot = useStore(entry.store);
  const look = useCallback(
    (anew = false) => askFor(key, ask, { guest, anew }),
    // `ask` is a new function at each render but always the question that `key` names.
    // eslint-disable-next-line react-hooks/exhaustive-deps
    [key, guest],
  );
  const reload = useCallback(() => look(), [look]);
  const refresh = useCallback(() => look(true), [look]);
  // A page may be open before it is known who is there.
  const isSignedIn = useStore(sessionStore) !== null;
  useEffect(() => {
    entry.reload = look;
    entry.keep = keep;
    void look();
  }, [entry, look, keep, isSignedIn]);
  useDidShow(() => {
    // A page that has just been opened has just asked.
    if (Date.now() - entry.store.get().at > JUST_NOW_MS) void reload();
  });
  return { ...snapshot, reload, refresh };
}

/** Asks again for everything whose key starts so, since something has just changed it. */
export function refreshAll(...prefixes: string[]): void {
  for (const [key, entry] of entries) {
    if (prefixes.some((prefix) => key.startsWith(prefix))) void entry.reload(true);
  }
}

/** Puts an answer in place that came with another call or a live event. */
export function putResource<T>(key: string, data: T): void {
  const entry = entryOf<T>(key);
  entry.latest += 1;
  answered(key, entry, data);
}

/** The last answer, without asking. */
export function peekResource<T>(key: string): T | undefined {
  return entryOf<T>(key).store.get().data;
}

onOnlineAgain(() => {
  for (const { store, reload } of entries.values()) if (store.get().error) void reload();
});
onSessionEnd(() => entries.clear());
