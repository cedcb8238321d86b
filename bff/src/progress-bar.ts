/** Where progress is shown: `process.stderr`, or what a test puts in its place. */
export interface Display {
  isTTY?: boolean;
  write(text: string): unknown;
}

interface Counted {
  done: number;
  /** About how many there will be. */
  estimate: number;
  /** What is counted: 'entries'. */
  what: string;
  /** What else has come together so far: '12 cards'. */
  aside?: string;
}

const WIDTH = 24;
/** A bar is drawn over itself; a log gets a line now and then. */
const EVERY_MS = { bar: 100, lines: 5_000 };

/** Shows how far a long count has come: the share, the rate, and the time left. */
export class ProgressBar {
  private readonly since: number;
  private shownAt: number;
  private readonly isBar: boolean;

  constructor(
    private readonly display: Display,
    private readonly elapsedMs: () => number = () => performance.now(),
  ) {
    this.since = elapsedMs();
    this.isBar = display.isTTY === true;
    this.shownAt = this.isBar ? -Infinity : this.since;
  }

  show(counted: Counted): void {
    const now = this.elapsedMs();
    if (now - this.shownAt < (this.isBar ? EVERY_MS.bar : EVERY_MS.lines)) return;
    this.shownAt = now;
    const line = lineOf(counted, now - this.since);
    const bar = barOf(shareOf(counted));
    this.display.write(this.isBar ? `\r${bar} ${line}\x1b[K` : `${line}\n`);
  }

  /** Leaves the line empty for what comes after. */
  clear(): void {
    if (this.isBar) this.display.write('\r\x1b[K');
  }
}

/** The count can outgrow its estimate: the ledger is written to meanwhile. */
const shareOf = ({ done, estimate }: Counted) => (estimate > 0 ? Math.min(1, done / estimate) : 1);

function barOf(share: number): string {
  const full = Math.floor(share * WIDTH);
  return `[${'█'.repeat(full)}${'░'.repeat(WIDTH - full)}]`;
}

function lineOf(counted: Counted, tookMs: number): string {
  const { done, estimate, what, aside } = counted;
  const percent = `${Math.floor(shareOf(counted) * 100)} %`.padStart(5);
  const rate = Math.round((done * 1_000) / Math.max(1, tookMs));
  const leftSeconds = Math.ceil(Math.max(0, estimate - done) / Math.max(1, rate));
  const sofar = `${number(done)} of ${number(Math.max(done, estimate))} ${what}`;
  const more = aside === undefined ? '' : `, ${aside}`;
  return `${percent}  ${sofar}${more}, ${number(rate)}/s, ${clock(leftSeconds)} left`;
}

export const number = (n: number) => n.toLocaleString('en-US');

/** `0:07`, `12:30`, `1:02:03`. */
function clock(seconds: number): string {
  const parts = [Math.floor(seconds / 3_600), Math.floor(seconds / 60) % 60, seconds % 60];
  const shown = parts[0] === 0 ? parts.slice(1) : parts;
  return shown.map((part, index) => (index === 0 ? part : String(part).padStart(2, '0'))).join(':');
}
