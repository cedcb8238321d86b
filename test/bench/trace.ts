/** Chromium's own account of what it did; times in µs of a clock of its own. */
export interface TraceEvent {
  name: string;
  /** Kind of event: M names a process or thread. */
  ph: string;
  pid: number;
  tid: number;
  ts: number;
  dur?: number;
  args?: { data?: TraceData };
}

export interface TraceData {
  /** Of what belongs to one document. */
  navigationId?: string;
  score?: number;
  had_recent_input?: boolean;
}

export const TRACED = [
  'loading',
  'blink.user_timing',
  'devtools.timeline',
  'disabled-by-default-devtools.timeline',
  'toplevel',
] as const;

/** How a page loaded; in ms from when it was asked for, the shift as browsers count it. */
export interface Vitals {
  firstPaintMs: number;
  largestPaintMs: number;
  blockingMs: number;
  shift: number;
  /** What it was opened for is on the screen, and it answers. */
  interactiveMs: number;
}

/** What keeps a page from answering for longer is felt (web.dev, total blocking time). */
const LONG_TASK_MS = 50;
const NAVIGATION = 'navigationStart';
const TASK = 'RunTask';
/** Shifts less than a second apart count together, over five seconds at most (web.dev, CLS). */
const SHIFT_GAP_MS = 1_000;
const SHIFT_WINDOW_MS = 5_000;

/** A moment or a stretch of the page's main thread, in ms from when it was asked for. */
interface Moment {
  name: string;
  startMs: number;
  endMs: number;
  data: TraceData;
}

/**
 * What the page's own main thread did since the page was asked for, by time. The page is the one that set the
 * mark: Chromium traces its own pages and each picture's document too, and not always with an address.
 */
function momentsOf(events: readonly TraceEvent[], mark: string): Moment[] {
  const idOf = ({ args }: TraceEvent) => args?.data?.navigationId;
  const marked = new Set(events.filter(({ name }) => name === mark).map(idOf));
  if (marked.size === 0) throw new Error(`the trace has no ${mark}`);
  // The page that was there before may set the mark as well; it was asked for before the trace begins.
  const asked = events.find((event) => event.name === NAVIGATION && marked.has(idOf(event)));
  if (!asked) throw new Error(`the trace has no ${NAVIGATION}`);
  return events
    .filter(({ ph, pid, tid, ts }) => {
      return ph !== 'M' && pid === asked.pid && tid === asked.tid && ts >= asked.ts;
    })
    .map(({ name, ts, dur = 0, args }) => ({
      name,
      startMs: (ts - asked.ts) / 1_000,
      endMs: (ts + dur - asked.ts) / 1_000,
      data: args?.data ?? {},
    }))
    .sort((a, b) => a.startMs - b.startMs);
}

/** The worst of the page's bursts of shifts. */
function worstShift(moments: readonly Moment[]): number {
  let worst = 0;
  let burst = { sum: 0, firstMs: -Infinity, lastMs: -Infinity };
  for (const { name, startMs, data } of moments) {
    if (name !== 'LayoutShift' || data.had_recent_input) continue;
    const goesOn =
      startMs - burst.lastMs < SHIFT_GAP_MS && startMs - burst.firstMs < SHIFT_WINDOW_MS;
    const { sum, firstMs } = goesOn ? burst : { sum: 0, firstMs: startMs };
    burst = { sum: sum + (data.score ?? 0), firstMs, lastMs: startMs };
    worst = Math.max(worst, burst.sum);
  }
  return worst;
}

/**
 * Reads from a trace how a page loaded. `shown` is the mark that the page set when what it was opened for was on
 * the screen. Throws where the trace lacks the mark, the page's navigation or its paints.
 */
export function vitalsOf(events: readonly TraceEvent[], shown: string): Vitals {
  const moments = momentsOf(events, shown);
  const last = (wanted: string) => {
    const moment = moments.findLast(({ name }) => name === wanted);
    if (!moment) throw new Error(`the trace has no ${wanted}`);
    return moment.startMs;
  };
  const firstPaintMs = last('firstContentfulPaint');
  const long = moments.filter(
    ({ name, startMs, endMs }) =>
      name === TASK && endMs > firstPaintMs && endMs - startMs > LONG_TASK_MS,
  );
  const blocking = long.map(
    ({ startMs, endMs }) => endMs - Math.max(startMs, firstPaintMs) - LONG_TASK_MS,
  );
  return {
    firstPaintMs,
    largestPaintMs: last('largestContentfulPaint::Candidate'),
    blockingMs: blocking.reduce((sum, each) => sum + Math.max(0, each), 0),
    shift: worstShift(moments),
    interactiveMs: Math.max(last(shown), ...long.map(({ endMs }) => endMs)),
  };
}
