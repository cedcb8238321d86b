import { configure } from 'safe-stable-stringify';

const stringify = configure({ strict: true });

/**
 * Canonical JSON (RFC 8785): the same text for the same value, whatever the order of its fields.
 *
 * @throws Error for what has no such form: NaN, an infinity, a bigint, a cycle.
 */
export function canonicalJson(value: object): string {
  return stringify(value) ?? '';
}
