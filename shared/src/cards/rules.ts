import { HOTP, Secret } from 'otpauth';
import { FULL_PRICE_BP } from '../kernel/money';
import { addMonths } from '../kernel/time';

/** The first digits of a code that pays whatever the clerk asks, and of one that pays one sum only. */
export const PAY_CODE_PREFIX = '62';
export const AMOUNT_CODE_PREFIX = '63';
export const PAY_CODE_STEP_SECONDS = 30;
export const PAY_CODE_OTP_DIGITS = 9;
/** What a member reads out where nothing can be scanned. */
export const SPOKEN_CODE_DIGITS = 6;
const SUM_DIGITS = 7;
const AMOUNT_OTP_DIGITS = 8;
/** The largest sum that an amount code can name. */
export const MAX_AMOUNT_CODE_FEN = 10 ** SUM_DIGITS - 1;

export interface ParsedPayCode {
  serial: string;
  otp: string;
  /** The one sum that the code pays; null where it pays whatever is asked. */
  amountFen: number | null;
}

/** The check digit that makes `digits + check` pass Luhn's test (ISO/IEC 7812-1). */
export function luhnDigit(digits: string): string {
  let sum = 0;
  for (let index = 0; index < digits.length; index += 1) {
    const digit = Number(digits[digits.length - 1 - index]);
    const doubled = index % 2 === 0 ? digit * 2 : digit;
    sum += doubled > 9 ? doubled - 9 : doubled;
  }
  return String((10 - (sum % 10)) % 10);
}

const PAY_CODE = /^62(?<serial>\d{10})(?<otp>\d{9})\d$/;
const AMOUNT_CODE = /^63(?<serial>\d{10})(?<sum>\d{7})(?<otp>\d{8})\d$/;

/**
 * Splits scanned or typed digits, 22 of a pay code or 28 of an amount code; spaces are ignored. Null when
 * prefix, length, check digit or sum is wrong.
 */
export function parsePayCode(text: string): ParsedPayCode | null {
  const digits = text.replace(/\s/g, '');
  const parts = (PAY_CODE.exec(digits) ?? AMOUNT_CODE.exec(digits))?.groups;
  if (!parts || luhnDigit(digits.slice(0, -1)) !== digits.slice(-1)) return null;
  const { serial = '', otp = '', sum } = parts;
  if (sum === undefined) return { serial, otp, amountFen: null };
  return Number(sum) > 0 ? { serial, otp, amountFen: Number(sum) } : null;
}

/** The step that an instant falls into. */
export function payCodeStep(atMs: number): number {
  return Math.floor(atMs / 1000 / PAY_CODE_STEP_SECONDS);
}

/**
 * One secret makes three kinds of one-time password, each an HOTP (RFC 4226, SHA-256) with a moving factor
 * of its own, so that none of them tells anything about another: below 2²⁸ it is the step itself (RFC 6238's
 * TOTP; steps stay below until the year 2225), from there to 2⁵² the sum and the step, from 2⁵² on the step
 * of the digits to read out.
 */
const STEP_SPAN = 2 ** 28;
const SPOKEN_FROM = 2 ** 52;

const hotp = (secret: string, counter: number, digits: number): string =>
  HOTP.generate({ secret: Secret.fromBase32(secret), algorithm: 'SHA256', digits, counter });

/** The one-time password of a step (RFC 6238, SHA-256, 9 digits). `secret` is base 32. */
export const payCodeOtp = (secret: string, step: number): string =>
  hotp(secret, step, PAY_CODE_OTP_DIGITS);

/** The six digits of a step that a member reads out; they are not among those of the step's pay code. */
export const spokenCodeAt = (secret: string, step: number): string =>
  hotp(secret, SPOKEN_FROM + step, SPOKEN_CODE_DIGITS);

/** The one-time password of a step that holds for one sum. */
export const amountOtp = (secret: string, step: number, amountFen: number): string =>
  hotp(secret, amountFen * STEP_SPAN + step, AMOUNT_OTP_DIGITS);

/** The 22 digits that a device shows in a step. */
export function payCodeAt(serial: string, secret: string, step: number): string {
  const digits = `${PAY_CODE_PREFIX}${serial}${payCodeOtp(secret, step)}`;
  return digits + luhnDigit(digits);
}

/** Whether an amount code can name the sum. */
export const fitsAmountCode = (amountFen: number): boolean =>
  Number.isInteger(amountFen) && amountFen > 0 && amountFen <= MAX_AMOUNT_CODE_FEN;

/**
 * The 28 digits by which a member pays exactly one sum after discount, in fen, and agrees to it: prefix,
 * serial (10), the sum (7, up to 99,999.99 yuan), its one-time password (8), check digit. An even number, as
 * barcodes of two digits a symbol have it. The sum stands open, so that a till can show it; the password is
 * bound to it.
 */
export function amountCodeAt(
  { serial, secret }: { serial: string; secret: string },
  step: number,
  amountFen: number,
): string {
  if (!fitsAmountCode(amountFen)) throw new RangeError(`no amount code pays ${amountFen} fen`);
  const sum = String(amountFen).padStart(SUM_DIGITS, '0');
  const digits = `${AMOUNT_CODE_PREFIX}${serial}${sum}${amountOtp(secret, step, amountFen)}`;
  return digits + luhnDigit(digits);
}

/** What a member may pay with where the phone is dead: six digits, and so much a day. */
export const PIN_DIGITS = 6;
export const PIN_DAY_LIMIT_FEN = 20_000;

/** Beyond what follows a pattern: those that lists of leaked ones begin with. */
const COMMON_PINS = [
  '112233',
  '123321',
  '520131',
  '147258',
  '258369',
  '159753',
  '159357',
  '789456',
];

/**
 * Whether a PIN is among the first that anybody tries: one or two different digits, even steps (123456,
 * 975319), a repeated half or third (520520, 121212), or a common one.
 */
export function isWeakPin(pin: string): boolean {
  const digits = [...pin].map(Number);
  const steps = digits.slice(1).map((digit, index) => (digit - (digits[index] ?? 0) + 10) % 10);
  const isEven = new Set(steps).size === 1;
  const repeats = [2, 3].some((length) => pin === pin.slice(0, length).repeat(6 / length));
  return isEven || repeats || new Set(digits).size < 3 || COMMON_PINS.includes(pin);
}

/** The last day of the benefits of a card issued on `joinedOn` for `termMonths`. */
export function validThroughOf(joinedOn: string, termMonths: number): string {
  return addMonths(joinedOn, termMonths);
}

/** Benefits are good until midnight after `validThrough`; both dates in the merchant's zone. */
export function benefitsActive(validThrough: string, today: string): boolean {
  return today <= validThrough;
}

export interface Benefit {
  discountBp: number;
  pointsBp: number;
}

/**
 * What applies to a sale: the better (smaller) discount and the better (larger) points ratio of card type
 * and tier; nothing while the benefits are paused.
 */
export function benefitOf(active: boolean, type: Benefit, tier: Benefit | null): Benefit {
  if (!active) return { discountBp: FULL_PRICE_BP, pointsBp: 0 };
  if (!tier) return { discountBp: type.discountBp, pointsBp: type.pointsBp };
  return {
    discountBp: Math.min(type.discountBp, tier.discountBp),
    pointsBp: Math.max(type.pointsBp, tier.pointsBp),
  };
}

/** A table of points that people can take in. */
export const MAX_EXCHANGE_OPTIONS = 20;
export const MAX_EXCHANGE_TIMES = 99;

/** What a card shows of its number. */
export function lastFour(number: string): string {
  return number.slice(-4);
}
