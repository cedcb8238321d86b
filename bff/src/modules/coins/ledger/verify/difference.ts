/**
 * The path of the first value in which two documents differ (`takes.0.amountFen`); null where they are the
 * same. Order of keys does not count, and neither does the sign of zero; a date in words is not a date.
 */
export function firstDifference(expected: unknown, found: unknown, path = ''): string | null {
  if (expected === found) return null;
  if (expected instanceof Date || found instanceof Date) {
    return isSameInstant(expected, found) ? null : path;
  }
  if (!isComposite(expected) || !isComposite(found)) return path;
  if (Array.isArray(expected) !== Array.isArray(found)) return path;
  for (const key of new Set([...Object.keys(expected), ...Object.keys(found)])) {
    const inner = path === '' ? key : `${path}.${key}`;
    if (!(key in expected) || !(key in found)) return inner;
    const difference = firstDifference(expected[key], found[key], inner);
    if (difference !== null) return difference;
  }
  return null;
}

const isComposite = (value: unknown): value is Record<string, unknown> =>
  typeof value === 'object' && value !== null;

const isSameInstant = (a: unknown, b: unknown): boolean =>
  a instanceof Date && b instanceof Date && a.getTime() === b.getTime();

/** The value at a path that `firstDifference` gave, in words for a message. */
export function textAt(document: unknown, path: string): string {
  let value = document;
  for (const key of path.split('.')) value = isComposite(value) ? value[key] : undefined;
  return JSON.stringify(value) ?? 'missing';
}
