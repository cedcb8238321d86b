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
/** Guns end with Enter, which must not press the button that has the focus. */
const ENTER_MS = 300;
const PAY_CODE = /^62\d{20}$/;

export interface GunListener {
  /** 22 digits of a pay code, the first `leaked` of which were told as a person's keys before. */
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

export function createGunReader(listener: GunListener): GunReader {
  /** The last presses of digits, whoever pressed them. */
  let recent: Press[] = [];
  /** Those of them that may still become part of a gun's burst. */
  let waiting: Press[] = [];
  let lastAt = -Infinity;
  let readAt = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function settle(): void {
    clearTimeout(timer);
    const presses = waiting;
    waiting = [];
    if (presses.length >= BURST_DIGITS) {
      listener.onStray(presses.map(({ digit }) => digit).join(''));
      return;
    }
    for (const press of presses) {
      press.isTold = true;
      listener.onKey(press.digit);
    }
  }

  /** The code that the last presses make up, if a gun typed them. */
  function codeRead(atMs: number): string | null {
    const digits = recent.map(({ digit }) => digit).join('');
    const [first] = recent;
    return first && atMs - first.atMs < CODE_MS && PAY_CODE.test(digits) ? digits : null;
  }

  function pressDigit(digit: string, atMs: number, inField: boolean): boolean {
    if (inField || atMs - lastAt > GAP_MS) settle();
    const press = { digit, atMs, isTold: false };
    recent = [...recent, press].slice(-CODE_DIGITS);
    if (!inField) waiting.push(press);
    lastAt = atMs;
    clearTimeout(timer);
    const code = codeRead(atMs);
    if (code === null) {
      timer = setTimeout(settle, GAP_MS);
      return false;
    }
    const leaked = recent.filter(({ isTold }) => isTold).length;
    waiting = [];
    recent = [];
    readAt = atMs;
    listener.onCode(code, leaked);
    return true;
  }

  return {
    press(key, atMs, inField) {
      if (/^\d$/.test(key)) return pressDigit(key, atMs, inField);
      const ofGun = key === 'Enter' && (waiting.length >= BURST_DIGITS || atMs - readAt < ENTER_MS);
      settle();
      recent = [];
      if (!ofGun && !inField) listener.onKey(key);
      return ofGun;
    },
    stop: () => clearTimeout(timer),
  };
}
