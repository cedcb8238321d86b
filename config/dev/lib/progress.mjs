// @ts-check

const TICK_SECONDS = 10;

/** @param {string} line */
export function say(line) {
  console.log(line);
}

/**
 * Runs a long step visibly: its name at once, a sign of life every few seconds, and its time at the
 * end.
 * @template T
 * @param {string} label
 * @param {(report: (detail: string) => void) => Promise<T>} work may report how far it is
 * @returns {Promise<T>}
 */
export async function during(label, work) {
  const startedAt = Date.now();
  const seconds = () => Math.round((Date.now() - startedAt) / 1000);
  let detail = '';
  say(`${label} …`);
  const ticker = setInterval(
    () => say(`${label} … ${seconds()} s${detail && `, ${detail}`}`),
    TICK_SECONDS * 1000,
  );
  try {
    const result = await work((next) => (detail = next));
    if (seconds() > 0) say(`${label}: done in ${seconds()} s`);
    return result;
  } finally {
    clearInterval(ticker);
  }
}
