/** Items that lie side by side under one name. */
export interface Run<T> {
  name: string;
  items: T[];
}

/** A sorted list cut where the name changes, as a list is by day. */
export function inRuns<T>(items: readonly T[], nameOf: (item: T) => string): Run<T>[] {
  const runs: Run<T>[] = [];
  for (const item of items) {
    const name = nameOf(item);
    const last = runs[runs.length - 1];
    if (last?.name === name) last.items.push(item);
    else runs.push({ name, items: [item] });
  }
  return runs;
}
