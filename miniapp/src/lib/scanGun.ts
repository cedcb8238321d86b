/**
 * Tells a scanner gun from a person at the same keyboard. A gun types a whole code with a few milliseconds
 * between digits; a person does not. Digits wait for the length of a gap before they count as a person's,
 * so none is lost and none of a code ends up in the amount.
 */

/** Longer than between two digits of a slow gun, shorter than a person's fastest keystrokes stay. */
const GAP_MS = 70;
/** A timer that fires so late ran behind a busy page: keys may still be waiting. */
const LATE_MS = 40;
/** From so many digits in one burst on it was a gun, whatever it read. */
const BURST_DIGITS = 8;
/** Guns end with Enter, which must not press the button that has the focus. */
const ENTER_MS = 300;
const PAY_CODE = /^62\d{20}$/;

export interface GunListener {
  /** 22 digits of a pay code. */
  onCode: (digits: string) => void;
  /** Something else was scanned, as the barcode of a product. */
  onStray: (digits: string) => void;
  /** A key that a person pressed. */
  onKey: (key: string) => void;
}

export interface GunReader {
  /** Takes one key; true when it was a gun's Enter and must have no other effect. */
  press: (key: string, atMs: number) => boolean;
  stop: () => void;
}

export function createGunReader(listener: GunListener): GunReader {
  let burst = '';
  let lastAt = -Infinity;
  let readAt = -Infinity;
  let timer: ReturnType<typeof setTimeout> | undefined;

  function settle(): void {
    clearTimeout(timer);
    const digits = burst;
    burst = '';
    if (PAY_CODE.test(digits)) listener.onCode(digits);
    else if (digits.length >= BURST_DIGITS) listener.onStray(digits);
    else for (const digit of digits) listener.onKey(digit);
  }

  function settleSoon(): void {
    clearTimeout(timer);
    const dueAt = Date.now() + GAP_MS;
    timer = setTimeout(() => {
      if (Date.now() - dueAt > LATE_MS) settleSoon();
      else settle();
    }, GAP_MS);
  }

  function pressDigit(digit: string, atMs: number): void {
    if (atMs - lastAt > GAP_MS) settle();
    burst += digit;
    lastAt = atMs;
    if (!PAY_CODE.test(burst)) {
      settleSoon();
      return;
    }
    readAt = atMs;
    settle();
  }

  return {
    press(key, atMs) {
      if (/^\d$/.test(key)) {
        pressDigit(key, atMs);
        return false;
      }
      const ofGun = key === 'Enter' && (burst.length >= BURST_DIGITS || atMs - readAt < ENTER_MS);
      settle();
      if (!ofGun) listener.onKey(key);
      return ofGun;
    },
    stop: () => clearTimeout(timer),
  };
}
