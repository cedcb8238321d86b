import { useDidShow, useRouter } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { historyEntry } from './historyEntry';
import { IS_H5 } from './platform';
import { onSessionEnd } from './session';

type Values = ReadonlyMap<string, unknown>;

/** A page from when it is opened until it is closed. */
export interface Visit {
  /** Taro's name of this very page. */
  page: string;
  /** Under which it is kept. */
  where: string;
  /** Of which session it is. */
  session: number;
  /**
   * How it was left when it was open before: what was picked on it, its rows, how far it was scrolled. Empty once
   * the page is on the screen: what is opened on it later begins anew.
   */
  left: Values;
  /** How it is now. */
  now: Map<string, unknown>;
}

const NOTHING: Values = new Map();
/** Browsers keep about as many places to go back to. */
const MOST = 50;
/** By page and place in the browser's history, the longest not seen first. */
const visits = new Map<string, Visit>();
let sessions = 0;
onSessionEnd(() => {
  visits.clear();
  sessions += 1;
});

/** Tabs take each other's place in the history: a page may be found at another one than before. */
function keepAt(where: string, visit: Visit): void {
  if (visit.session !== sessions) return;
  visits.delete(visit.where);
  visit.where = where;
  visits.set(where, visit);
  const [oldest] = visits.keys();
  if (visits.size > MOST && oldest !== undefined) visits.delete(oldest);
}

function visitAt(where: string, page: string): Visit {
  const before = visits.get(where);
  if (before?.page === page) return before;
  const visit: Visit = {
    ...{ page, where, session: sessions },
    ...{ left: before?.now ?? NOTHING, now: new Map() },
  };
  if (IS_H5) keepAt(where, visit);
  return visit;
}

/**
 * This visit to the page, and how it was left if the browser has now gone back or forward to it. In WeChat a
 * page that was closed cannot be come back to.
 */
export function useVisit(): Visit {
  const { path: page } = useRouter();
  // In a browser the name of a page ends in a stamp that is new each time.
  const [path] = page.split('?');
  const where = () => (IS_H5 ? `${path} ${historyEntry().key}` : page);
  const [visit] = useState(() => visitAt(where(), page));
  useEffect(() => {
    visit.left = NOTHING;
  }, [visit]);
  useDidShow(() => {
    if (IS_H5) keepAt(where(), visit);
  });
  return visit;
}

/** State of a page that is as it was left when the browser comes back to it. */
export function useVisitState<T>(name: string, initial: T): [T, (value: T) => void] {
  const { left, now } = useVisit();
  const [value, setValue] = useState<T>(() => (left.has(name) ? (left.get(name) as T) : initial));
  useEffect(() => void now.set(name, value), [now, name, value]);
  return [value, setValue];
}
