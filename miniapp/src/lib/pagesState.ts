import type { ApiError } from './errors';
import { keptAnswer } from './kept';

export interface Page<T> {
  items: T[];
  nextCursor: string | null;
}

/** A list that grows page by page, between what has come and what is asked for. */
export interface PagesState<T> {
  /** The question that the rows answer. */
  of: string;
  items: T[] | undefined;
  /** The rows are from storage: so is the cursor, and what lies behind it may have changed. */
  fromStorage: boolean;
  /** When the first page was true, by this device's clock. */
  at: number;
  cursor: string | null;
  busy: boolean;
  error: ApiError | undefined;
  /** What failed, or takes long, is the first page. */
  unsure: boolean;
  slow: boolean;
}

const CALM = { busy: false, slow: false, error: undefined };

/** What is shown of a question before it is answered. */
export function known<T>(of: string, isKept: boolean): PagesState<T> {
  const kept = isKept ? keptAnswer<Page<T>>(of) : undefined;
  return {
    ...{ of, items: kept?.data.items, cursor: kept?.data.nextCursor ?? null, at: kept?.at ?? 0 },
    ...{ ...CALM, fromStorage: kept !== undefined, busy: true, unsure: false },
  };
}

/**
 * A new first page with the rows below it that were shown before, if it reaches them: its last row is one of
 * those. Else there may be a gap, and it is all that is known.
 */
export function joined<T>(
  page: Page<T>,
  { items: shown = [], cursor, fromStorage }: PagesState<T>,
  idOf: ((item: T) => string) | undefined,
): Page<T> {
  const last = page.items.at(-1);
  if (!idOf || last === undefined || page.nextCursor === null || fromStorage) return page;
  const seam = shown.findIndex((item) => idOf(item) === idOf(last));
  const below = seam < 0 ? [] : shown.slice(seam + 1);
  return below.length > 0 ? { items: [...page.items, ...below], nextCursor: cursor } : page;
}

export const asking = <T>(before: PagesState<T>): PagesState<T> => ({
  ...before,
  ...{ ...CALM, busy: true },
});

export const takingLong = <T>(before: PagesState<T>): PagesState<T> => ({
  ...before,
  ...{ unsure: true, slow: true },
});

export const withFirst = <T>(of: string, page: Page<T>, at: number): PagesState<T> => ({
  ...{ ...CALM, of, items: page.items, cursor: page.nextCursor, at },
  ...{ fromStorage: false, unsure: false },
});

export const withNext = <T>(before: PagesState<T>, page: Page<T>): PagesState<T> => ({
  ...{ ...before, ...CALM },
  ...{ items: [...(before.items ?? []), ...page.items], cursor: page.nextCursor },
});

export const withoutAnswer = <T>(
  before: PagesState<T>,
  error: ApiError,
  isFirst: boolean,
): PagesState<T> => ({
  ...{ ...before, ...CALM, error },
  unsure: isFirst || before.unsure,
});

/** All is here that was asked for, and from the server. */
export const isSettled = ({ items, fromStorage, busy, error }: PagesState<unknown>): boolean =>
  items !== undefined && !fromStorage && !busy && !error;
