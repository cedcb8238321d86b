import { AppError } from '../http/app-error';

/** Cursors are opaque to clients: the sort key of the last row, in base64url. */
const encode = (key: string) => Buffer.from(key, 'utf8').toString('base64url');

/**
 * The key that a page starts after.
 *
 * @throws AppError `validationFailed` for what this API never handed out.
 */
export function keyOfCursor(cursor: string | undefined): string | null {
  if (cursor === undefined) return null;
  const key = Buffer.from(cursor, 'base64url').toString('utf8');
  if (key === '' || encode(key) !== cursor) {
    throw new AppError('validationFailed', { issues: [{ path: 'cursor', message: 'unknown' }] });
  }
  return key;
}

/**
 * The `seq` that a page of a card's entries starts below.
 *
 * @throws AppError `validationFailed` for what this API never handed out.
 */
export function seqOfCursor(cursor: string | undefined): number | undefined {
  const key = keyOfCursor(cursor);
  if (key === null) return undefined;
  if (/^\d{1,15}$/.test(key)) return Number(key);
  throw new AppError('validationFailed', { issues: [{ path: 'cursor', message: 'is not ours' }] });
}

/** A page out of `limit + 1` rows: the extra row only tells that there is more. */
export function pageOfRows<T>(
  rows: readonly T[],
  limit: number,
  keyOf: (row: T) => string,
): { items: T[]; nextCursor: string | null } {
  const items = rows.slice(0, limit);
  const last = items.at(-1);
  return { items, nextCursor: rows.length > limit && last ? encode(keyOf(last)) : null };
}
