import { Secret, TOTP } from 'otpauth';
import { FULL_PRICE_BP } from '../kernel/money';
import { addMonths } from '../kernel/time';

/** The first digits of every pay code. */
export const PAY_CODE_PREFIX = '62';
export const PAY_CODE_STEP_SECONDS = 30;
export const PAY_CODE_OTP_DIGITS = 9;
const SERIAL_DIGITS = 10;

export interface ParsedPayCode {
  serial: string;
  otp: string;
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

/** Splits 22 scanned or typed digits; spaces are ignored. Null when prefix, length or check digit is wrong. */
export function parsePayCode(text: string): ParsedPayCode | null {
  const digits = text.replace(/\s/g, '');
  if (!/^62\d{20}$/.test(digits)) return null;
  if (luhnDigit(digits.slice(0, -1)) !== digits.slice(-1)) return null;
  return { serial: digits.slice(2, 2 + SERIAL_DIGITS), otp: digits.slice(2 + SERIAL_DIGITS, -1) };
}

/** The step that an instant falls into. */
export function payCodeStep(atMs: number): number {
  return Math.floor(atMs / 1000 / PAY_CODE_STEP_SECONDS);
}

/** The one-time password of a step (RFC 6238, SHA-256, 9 digits). `secret` is base 32. */
export function payCodeOtp(secret: string, step: number): string {
  return TOTP.generate({
    secret: Secret.fromBase32(secret),
    algorithm: 'SHA256',
    digits: PAY_CODE_OTP_DIGITS,
    period: PAY_CODE_STEP_SECONDS,
    timestamp: step * PAY_CODE_STEP_SECONDS * 1000,
  });
}

/** The 22 digits that a device shows in a step. */
export function payCodeAt(serial: string, secret: string, step: number): string {
  const digits = `${PAY_CODE_PREFIX}${serial}${payCodeOtp(secret, step)}`;
  return digits + luhnDigit(digits);
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
