// @ts-check

/** A problem that the person at the keyboard can mend: shown as it stands, without a stack, exit 1. */
export class Failure extends Error {}

/**
 * @param {string} sentence what is wrong and what to do about it
 * @returns {never}
 */
export function fail(sentence) {
  throw new Failure(sentence);
}
