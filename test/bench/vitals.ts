import type { BrowserContext, CDPSession, Page } from 'playwright-core';

/** A phone of the lower middle in a bad spot: the network is what Chrome's own tools call slow 4G. */
export const SLOW = { cpu: 4, latencyMs: 400, downloadKbps: 1_600, uploadKbps: 750 } as const;

/** A page is done when nothing has kept it busy for so long. */
const QUIET_MS = 1_500;
const MOST_MS = 60_000;
const LONG_TASK_MS = 50;

/** How a page loaded; in ms from when it was asked for, the shift as browsers count it. */
export interface Vitals {
  firstPaintMs: number;
  largestPaintMs: number;
  blockingMs: number;
  shift: number;
  /** What it was opened for is on the screen, and it answers. */
  interactiveMs: number;
}

interface Notes {
  firstPaintMs: number;
  largestPaintMs: number;
  shift: number;
  tasks: { start: number; end: number }[];
  shownMs: number;
}

type Noting = { benchNotes: Notes };

interface ShiftEntry extends PerformanceEntry {
  value: number;
  hadRecentInput: boolean;
}

/** Runs in the page before anything of its own: notes what the browser tells of its loading. */
function note(selector: string): void {
  const notes: Notes = { firstPaintMs: 0, largestPaintMs: 0, shift: 0, tasks: [], shownMs: 0 };
  (globalThis as unknown as Noting).benchNotes = notes;
  const watch = (type: string, see: (entry: PerformanceEntry) => void) =>
    new PerformanceObserver((list) => list.getEntries().forEach(see)).observe({
      type,
      buffered: true,
    });
  watch('paint', ({ name, startTime }) => {
    if (name === 'first-contentful-paint') notes.firstPaintMs = startTime;
  });
  watch('largest-contentful-paint', ({ startTime }) => (notes.largestPaintMs = startTime));
  watch('longtask', ({ startTime, duration }) =>
    notes.tasks.push({ start: startTime, end: startTime + duration }),
  );
  // The worst five seconds of shifts that are less than a second apart.
  let window = { sum: 0, first: 0, last: 0 };
  watch('layout-shift', (entry) => {
    const { value, hadRecentInput, startTime } = entry as ShiftEntry;
    if (hadRecentInput) return;
    const goesOn = startTime - window.last < 1_000 && startTime - window.first < 5_000;
    window = {
      sum: value + (goesOn ? window.sum : 0),
      first: goesOn ? window.first : startTime,
      last: startTime,
    };
    notes.shift = Math.max(notes.shift, window.sum);
  });
  const look = () => {
    const shown = document.querySelector(selector)?.getBoundingClientRect();
    if (shown && shown.height > 0) notes.shownMs = performance.now();
    else requestAnimationFrame(look);
  };
  requestAnimationFrame(look);
}

async function slowDown(devtools: CDPSession, offline: boolean): Promise<void> {
  await devtools.send('Network.enable');
  await devtools.send('Network.emulateNetworkConditions', {
    offline,
    latency: SLOW.latencyMs,
    downloadThroughput: (SLOW.downloadKbps * 1_000) / 8,
    uploadThroughput: (SLOW.uploadKbps * 1_000) / 8,
  });
  await devtools.send('Emulation.setCPUThrottlingRate', { rate: SLOW.cpu });
}

const notesOf = (page: Page): Promise<Notes> =>
  page.evaluate(() => (globalThis as unknown as Noting).benchNotes);

const nowIn = (page: Page): Promise<number> => page.evaluate(() => performance.now());

/** Waits until what the page was opened for is there and nothing keeps it busy. */
async function settled(page: Page): Promise<Notes> {
  const deadline = Date.now() + MOST_MS;
  for (;;) {
    const notes = await notesOf(page);
    const lastMs = Math.max(notes.shownMs, notes.largestPaintMs, notes.tasks.at(-1)?.end ?? 0);
    if (notes.shownMs > 0 && (await nowIn(page)) > lastMs + QUIET_MS) return notes;
    if (Date.now() > deadline) throw new Error(`${page.url()} does not come to rest`);
    await page.waitForTimeout(100);
  }
}

/** Opens an address in a new page on a slow phone, as from a cold start, and waits for the selector. */
export async function measure(
  context: BrowserContext,
  { url, shows, offline = false }: { url: string; shows: string; offline?: boolean },
): Promise<Vitals> {
  const page = await context.newPage();
  const devtools = await context.newCDPSession(page);
  await slowDown(devtools, offline);
  // The page's own conditions do not hold for its service worker.
  await context.setOffline(offline);
  await page.addInitScript(note, shows);
  await page.goto(url, { waitUntil: 'commit' });
  const notes = await settled(page);
  await page.close();
  await context.setOffline(false);
  const { firstPaintMs, largestPaintMs, shift, shownMs, tasks } = notes;
  const late = tasks.filter(({ end }) => end > firstPaintMs);
  const blocking = late.map(({ start, end }) => end - Math.max(start, firstPaintMs) - LONG_TASK_MS);
  return {
    ...{ firstPaintMs, largestPaintMs, shift },
    blockingMs: blocking.reduce((sum, each) => sum + Math.max(0, each), 0),
    interactiveMs: Math.max(shownMs, ...late.map(({ end }) => end)),
  };
}
