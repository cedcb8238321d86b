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
const MOST_ANSWERS = 40;
const MOST_CHARACTERS = 60_000;

/** The names of what is kept, the least lately kept first. */
let names = load<string[]>(NAMES_KEY) ?? [];

/** The last answer to a question, for the next start without a network. */
export function keptAnswer<T>(name: string): Kept<T> | undefined {
  return load<Kept<T>>(PREFIX + name);
}

/** Keeps an answer until the session ends, or until forty others have been kept since. */
export function keepAnswer<T>(name: string, kept: Kept<T>): void {
  if (JSON.stringify(kept).length > MOST_CHARACTERS) return;
  save(PREFIX + name, kept);
  if (names.at(-1) === name) return;
  names = [...names.filter((each) => each !== name), name];
  for (const old of names.splice(0, names.length - MOST_ANSWERS)) forget(PREFIX + old);
  save(NAMES_KEY, names);
}

onSessionEnd(() => {
  names = [];
  forget(NAMES_KEY);
  forgetAll(PREFIX);
});
