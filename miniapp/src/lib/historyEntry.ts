/** An entry of the browser's history, as Taro's router writes it. */
interface HistoryEntry {
  /** New for each page that is opened, also in another one's place. */
  key: string;
  /** How many entries lie before it. */
  index: number;
}

/** The entry that is on the screen; in a browser only. */
export function historyEntry(): HistoryEntry {
  const { key = 'first', idx = 0 } = (window.history.state ?? {}) as { key?: string; idx?: number };
  return { key, index: idx };
}
