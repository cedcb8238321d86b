/**
 * Tells a scanner gun from a person at the same keyboard. A gun types a whole code with a few milliseconds
 * between digits; a person does not. Digits wait for the length of a gap before they count as a person's, so
 * that those of a code do not end up in the amount; where a busy page tears a code apart all the same, the
 * digits that leaked are told along with it.
 */

/** Longer than between two digits of a gun; shorter than a person's keystrokes. */
const GAP_MS = 80;
/** From so many digits in one burst on it was a gun, whatever it read. */
const BURST_DIGITS = 8;
/** Nobody types 22 digits in this time. */
const CODE_MS = 2_000;
const CODE_DIGITS = 22;
/** Of a code that pays one sum. */
const AMOUNT_CODE_DIGITS = 28;
/** So long the rest of a code may take that a busy page has torn apart; until then it is no stray. */
const TORN_MS = 500;
/** Guns end with Enter, which must not press the button that has the focus. */
const ENTER_MS = 300;
const PAY_CODE = /^62\d{20}$/;
const AMOUNT_CODE = /^63\d{26}$/;

export interface GunListener {
  /** The digits of a pay code, the first `leaked` of which were told as a person's keys before. */
  onCode: (digits: string, leaked: number) => void;
  /** Something else was scanned, as the barcode of a product. */
  onStray: (digits: string) => void;
  /** A key that a person pressed. */
  onKey: (key: string) => void;
}

export interface GunReader {
  /**
   * Takes one key; true for the last digit and the Enter of a gun, which must have no other effect. What a
   * person types into a field (`inField`) is the field's and not told; a code is read there too.
   */
  press: (key: string, atMs: number, inField: boolean) => boolean;
  stop: () => void;
}

interface Press {
  digit: string;
  atMs: number;
  /** Was told as a person's key. */
  isTold: boolean;
}

const digitsOf = (presses: readonly Press[]) => presses.map(({ digit }) => digit).join('');

const isCode = (presses: readonly Press[], pattern: RegExp, atMs: number): boolean =>
  atMs - (presses[0]?.atMs ?? 0) < CODE_MS && pattern.test(digitsOf(presses));

/** Whether digits that look like a pay code lie in the middle of an amount code that is still coming. */
function isInside(short: readonly Press[], recent: readonly Press[]): boolean {
  const before = recent.slice(0, recent.length - short.length);
  const burst = before.filter(({ atMs }, index) => {
    const next = before[index + 1] ?? short[0];
    return next !== undefined && next.atMs - atMs <= GAP_MS;
  });
  return (digitsOf(burst) + (short[0]?.digit ?? '')).includes('63');
}

export function createGunReader(listener: GunListener): GunReader {
  /** The last presses of digits, whoever pressed them. */
  let recent: Press[] = [];
  /** Those of them that may still become part of a gun's burst. */
  let waiting: Press[] = [];
  let lastAt = -Infinity;
  let readAt = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;
  /** A burst that is no code, unless its rest is still to come. */
  let stray: Press[] = [];
  let strayTimer: ReturnType<typeof setTimeout> | undefined;

  function dropStray(): void {
    clearTimeout(strayTimer);
    stray = [];
  }

  function tellStray(): void {
    const digits = digitsOf(stray);
    dropStray();
    if (digits !== '') listener.onStray(digits);
  }

  function settle(): void {
    clearTimeout(timer);
    const presses = waiting;
    waiting = [];
    if (presses.length >= BURST_DIGITS) {
      stray = [...stray, ...presses];
      clearTimeout(strayTimer);
      strayTimer = setTimeout(tellStray, TORN_MS);
      return;
    }
    for (const press of presses) {
      press.isTold = true;
      listener.onKey(press.digit);
    }
  }

  /** The presses of the code that the last ones make up, if a gun typed them. */
  function codeRead(atMs: number): Press[] | null {
    const long = recent.slice(-AMOUNT_CODE_DIGITS);
    if (isCode(long, AMOUNT_CODE, atMs)) return long;
    const short = recent.slice(-CODE_DIGITS);
    if (!isCode(short, PAY_CODE, atMs)) return null;
    return isInside(short, recent) ? null : short;
  }

  function pressDigit(digit: string, atMs: number, inField: boolean): boolean {
    if (inField || atMs - lastAt > GAP_MS) settle();
    const press = { digit, atMs, isTold: false };
    recent = [...recent, press].slice(-AMOUNT_CODE_DIGITS);
    if (!inField) waiting.push(press);
    lastAt = atMs;
    clearTimeout(timer);
    const code = codeRead(atMs);
    if (code === null) {
      timer = setTimeout(settle, GAP_MS);
      return false;
    }
    const leaked = code.filter(({ isTold }) => isTold).length;
    waiting = [];
    recent = [];
    dropStray();
    readAt = atMs;
    listener.onCode(digitsOf(code), leaked);
    return true;
  }

  return {
    press(key, atMs, inField) {
      if (/^\d$/.test(key)) return pressDigit(key, atMs, inField);
      settle();
      recent = [];
      const ofGun = key === 'Enter' && (stray.length > 0 || atMs - readAt < ENTER_MS);
      if (ofGun) tellStray();
      if (!ofGun && !inField) listener.onKey(key);
      return ofGun;
    },
    stop() {
      clearTimeout(timer);
      clearTimeout(strayTimer);
    },
  };
}
