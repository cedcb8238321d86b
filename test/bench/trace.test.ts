import { type TraceData, type TraceEvent, vitalsOf } from './trace';

const ASKED_US = 5_000_000;

const event = (name: string, atMs: number, durMs = 0, data: TraceData = {}): TraceEvent => ({
  ...{ name, ph: 'X', pid: 1, tid: 1, args: { data: { navigationId: 'page', ...data } } },
  ...{ ts: ASKED_US + atMs * 1_000, dur: durMs * 1_000 },
});

const asked = event('navigationStart', 0);
const shift = (atMs: number, score: number, had_recent_input = false) =>
  event('LayoutShift', atMs, 0, { score, had_recent_input });

const PAINTED = [
  asked,
  event('firstContentfulPaint', 1_000),
  event('largestContentfulPaint::Candidate', 1_000),
  event('largestContentfulPaint::Candidate', 1_400),
  event('shown', 1_200),
];
const read = (...more: TraceEvent[]) => vitalsOf([...PAINTED, ...more], 'shown');

test('paints count from when the page was asked for; the last largest one is it', () => {
  expect(read()).toEqual({
    ...{ firstPaintMs: 1_000, largestPaintMs: 1_400, blockingMs: 0, shift: 0 },
    interactiveMs: 1_200,
  });
});

test('of long tasks what is over 50 ms blocks, from the first paint on', () => {
  const early = event('RunTask', 500, 400);
  const across = event('RunTask', 900, 200);
  const short = event('RunTask', 1_300, 50);
  const late = event('RunTask', 1_500, 80);
  const { blockingMs, interactiveMs } = read(early, across, short, late);
  expect(blockingMs).toBe(50 + 30);
  expect(interactiveMs).toBe(1_580);
});

test('other threads, other documents and what was before do not count', () => {
  const elsewhere = { ...event('RunTask', 1_500, 500), tid: 2 };
  const before = event('RunTask', -900, 500);
  const picture = event('navigationStart', 500, 0, { navigationId: 'picture' });
  expect(read(elsewhere, before, picture)).toEqual(read());
});

test('shifts count in bursts of less than a second between, and not after a touch', () => {
  const { shift: worst } = read(
    ...[shift(1_100, 0.01), shift(1_900, 0.02), shift(1_950, 0.5, true)],
    shift(3_000, 0.025),
  );
  expect(worst).toBeCloseTo(0.03);
});

test('a burst of shifts is cut after five seconds', () => {
  const many = Array.from({ length: 8 }, (_, n) => shift(1_000 + n * 900, 0.01));
  expect(read(...many).shift).toBeCloseTo(0.06);
});

test.each([
  'navigationStart',
  'firstContentfulPaint',
  'largestContentfulPaint::Candidate',
  'shown',
])('a trace without %s is refused', (name) => {
  const rest = PAINTED.filter((each) => each.name !== name);
  expect(() => vitalsOf(rest, 'shown')).toThrow('the trace');
});
