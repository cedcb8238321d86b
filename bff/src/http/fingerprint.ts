import { createHmac } from 'node:crypto';
import { canonicalJson } from '../db/canonical-json';
import { keys } from '../db/keys';

/**
 * What a request was about, so that the same key with other content is noticed: HMAC-SHA256 of canonical
 * JSON (RFC 8785) of method, path, who asked, and the parsed input.
 */
export function fingerprintOf(request: {
  method: string;
  path: string;
  /** Staff id on staff calls, else the user's. */
  by: string;
  input: unknown;
}): string {
  const { method, path, by, input } = request;
  const text = canonicalJson([method, path, by, input]);
  return createHmac('sha256', keys().fingerprint).update(text).digest('base64url');
}
