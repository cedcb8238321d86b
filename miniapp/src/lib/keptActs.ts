import { keptKey, type KeptKey } from './keptKey';
import { onSessionEnd } from './session';
import { untilAnswered } from './untilAnswered';

/**
 * Acts that are not known to be done, by what was asked for: asking for the same again, even after the screen
 * was left, is the same request.
 */
const open = new Map<string, KeptKey>();
onSessionEnd(() => open.clear());

/** Whether this was asked for before and may have been done. */
export function isKeptAct(what: string): boolean {
  return open.has(what);
}

/**
 * Sends an act under the key of what it asks for, and asks again until it is answered (`untilAnswered`).
 *
 * @param what names all that is asked for; other content must have another name
 */
export async function sendKeptAct<T>(
  what: string,
  send: (options: { idempotencyKey: string }) => Promise<T>,
  wanted: () => boolean,
): Promise<T> {
  const act = open.get(what) ?? keptKey();
  open.set(what, act);
  const answer = await act.send((idempotencyKey) =>
    untilAnswered(() => send({ idempotencyKey }), wanted),
  );
  open.delete(what);
  return answer;
}
