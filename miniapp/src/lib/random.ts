const ALPHABET = 'abcdefghijklmnopqrstuvwxyz0123456789';

/**
 * A name that will not come up twice; not a secret. WeChat has no synchronous source of strong random
 * numbers, and nothing here must be hard to guess: the session's token comes from the server.
 */
export function randomName(length: number): string {
  let name = '';
  while (name.length < length) name += ALPHABET[Math.floor(Math.random() * ALPHABET.length)];
  return name;
}

/** The `Idempotency-Key` of one intended act. Keep it over retries; make a new one for a new act. */
export function newRequestKey(): string {
  return `${Date.now().toString(36)}-${randomName(20)}`;
}
