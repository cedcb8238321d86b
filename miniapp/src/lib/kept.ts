import { onSessionEnd } from './session';
import { forget, forgetAll, load, save } from './storage';

interface Kept<T> {
  data: T;
  /** When it was true, by this device's clock. */
  at: number;
}

const PREFIX = 'kept.';
const NAMES_KEY = 'keptNames';
/** WeChat gives an app 10 MB and a browser 5 MB; past that every write fails. */
const MOST_OWN = 40;
const MOST_OTHERS = 40;
const MOST_CHARACTERS = 60_000;

/** A member's own cards, which they pay with where there is no network: nothing else pushes them out. */
const isOwn = (name: string) => /^(?:cards$|card\.|entries\.)/.test(name);

/** The names of what is kept, the least lately kept first. */
let names = load<string[]>(NAMES_KEY) ?? [];

/** The last answer to a question, for the next start without a network. */
export function keptAnswer<T>(name: string): Kept<T> | undefined {
  return load<Kept<T>>(PREFIX + name);
}

/** Of names that count together, the last of which is the latest: those for which there is no room. */
function tooMany(name: string): string[] {
  const peers = names.filter((each) => isOwn(each) === isOwn(name));
  return peers.slice(0, -(isOwn(name) ? MOST_OWN : MOST_OTHERS));
}

/**
 * Keeps an answer until the session ends, or until as many others as there is room for have been kept since:
 * one's own cards count among themselves.
 */
export function keepAnswer<T>(name: string, kept: Kept<T>): void {
  if (JSON.stringify(kept).length > MOST_CHARACTERS) return;
  save(PREFIX + name, kept);
  if (names.at(-1) === name) return;
  names = [...names.filter((each) => each !== name), name];
  const old = tooMany(name);
  for (const each of old) forget(PREFIX + each);
  names = names.filter((each) => !old.includes(each));
  save(NAMES_KEY, names);
}

onSessionEnd(() => {
  names = [];
  forget(NAMES_KEY);
  forgetAll(PREFIX);
});
