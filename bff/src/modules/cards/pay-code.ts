import {
  amountOtp,
  parsePayCode,
  payCodeOtp,
  payCodeStep,
  spokenCodeAt,
} from '@merchant-coin/shared';
import { readKey, redis } from '../../db/redis';
import { blindIndex } from '../../db/seal';
import { admitGuess, countWrongTry, forgetGuess, type TryKeys } from '../../db/tries';
import { AppError } from '../../http/app-error';
import { publishLive } from '../../http/live-bus';
import type { CardDocument } from './cards.model';
import { cardBySerial, paySecretOf } from './cards.service';

/** Steps that are accepted, likeliest first: clocks drift, and a device may be ahead by two payments. */
const ACCEPTED_STEPS = [0, -1, 1, 2];
/** Older steps are told from wrong codes for ten minutes. */
const EXPIRED_STEPS = 20;
/** A code that was previewed passes after its window, for that clerk, once. */
const PREVIEW_SECONDS = 180;
/** So many wrong codes in a minute lock the card's code for a minute; six digits are guessed sooner. */
const LOCK_SECONDS = 60;
const WRONG_SCANNED = { most: 10, windowSeconds: LOCK_SECONDS, lockSeconds: LOCK_SECONDS };
const WRONG_SPOKEN = { ...WRONG_SCANNED, most: 5 };

/** The card that a code names, and the one-time password to check. */
export interface ReadCode {
  card: CardDocument;
  otp: string;
  /** What the password of a step would be. */
  otpAt: (secret: string, step: number) => string;
  /** The one sum that the code pays; null where it pays whatever is asked. */
  amountFen: number | null;
  /** Six digits that were read out: they have fewer tries. */
  isSpoken: boolean;
}

/**
 * Reads scanned or typed digits and finds their card, without judging the password.
 *
 * @throws AppError `payCodeInvalid` where the digits are no pay code or name no card of this merchant.
 */
export async function readPayCode(merchantId: string, text: string): Promise<ReadCode> {
  const parsed = parsePayCode(text);
  const card = parsed && (await cardBySerial(merchantId, parsed.serial));
  if (!parsed || !card) throw new AppError('payCodeInvalid');
  const { otp, amountFen } = parsed;
  const otpAt = (secret: string, step: number) =>
    amountFen === null ? payCodeOtp(secret, step) : amountOtp(secret, step, amountFen);
  return { card, otp, otpAt, amountFen, isSpoken: false };
}

/** The six digits that whoever holds the phone of this card has read out. */
export const readSpokenCode = (card: CardDocument, otp: string): ReadCode => ({
  card,
  otp,
  otpAt: spokenCodeAt,
  amountFen: null,
  isSpoken: true,
});

/** The step whose password this is, from +2 back over ten minutes; null for a wrong one. */
export function stepOf({ card, otp, otpAt }: ReadCode, now: Date): number | null {
  const secret = paySecretOf(card);
  if (!secret) return null;
  const current = payCodeStep(now.getTime());
  for (const offset of ACCEPTED_STEPS) {
    if (otpAt(secret, current + offset) === otp) return current + offset;
  }
  for (let back = 2; back <= EXPIRED_STEPS; back += 1) {
    if (otpAt(secret, current - back) === otp) return current - back;
  }
  return null;
}

const isOpen = (step: number, now: Date): boolean =>
  ACCEPTED_STEPS.includes(step - payCodeStep(now.getTime()));

const lockKey = (card: CardDocument) => `codelock:${card.merchantId}:${card._id}`;
/** Either way of naming a code has a count of its own; the lock is one. */
const tryKeysOf = ({ card, isSpoken }: ReadCode): TryKeys => {
  const { merchantId, _id } = card;
  const counter = `${isSpoken ? 'spokenwrong' : 'codewrong'}:${merchantId}:${_id}`;
  return { counter, lock: lockKey(card), tried: `spokentried:${merchantId}:${_id}` };
};
const guessOf = ({ card, otp }: ReadCode) => blindIndex(`${card._id}:${otp}`, 'card.spoken.try');

/** Until when the card's code is locked; null when it is not. */
export async function payCodeLockedUntil(card: CardDocument, now: Date): Promise<Date | null> {
  const until = await readKey(lockKey(card));
  return until !== null && new Date(until) > now ? new Date(until) : null;
}

/** Counts a wrong code; the last one allowed in a minute locks the code, and the member is told. */
async function countWrongCode(code: ReadCode, now: Date): Promise<void> {
  const { card, isSpoken } = code;
  const until = await countWrongTry(tryKeysOf(code), isSpoken ? WRONG_SPOKEN : WRONG_SCANNED, now);
  if (!until) return;
  const event = { cardId: card._id, until: until.toISOString() };
  await publishLive(card.userId, { type: 'payCodeLocked', ...event });
}

const previewKey = (card: CardDocument, step: number, staffId: string) =>
  `preview:${card.merchantId}:${card._id}:${step}:${staffId}`;

/** Lets this clerk's redemption with this code pass after its window. */
export async function rememberPreview(
  card: CardDocument,
  step: number,
  staffId: string,
): Promise<void> {
  // Not anew by another preview: a code that was shown once would stay good by asking again.
  await redis().set(previewKey(card, step, staffId), '1', 'EX', PREVIEW_SECONDS, 'NX');
}

/**
 * Whether the code may be used now. The caller has looked whether it was used, and counts wrong codes.
 *
 * @throws AppError `payCodeLocked`, `payCodeInvalid`, `payCodeExpired`.
 */
export async function assertStepOpen(
  code: ReadCode,
  step: number | null,
  staffId: string,
  now: Date,
): Promise<void> {
  const { card } = code;
  const lockedUntil = await payCodeLockedUntil(card, now);
  if (lockedUntil) {
    const retryAfterSeconds = Math.ceil((lockedUntil.getTime() - now.getTime()) / 1000);
    throw new AppError('payCodeLocked', { retryAfterSeconds });
  }
  if (code.isSpoken && !(await admitGuess(tryKeysOf(code), guessOf(code), WRONG_SPOKEN, now))) {
    throw new AppError('payCodeLocked', { retryAfterSeconds: LOCK_SECONDS });
  }
  if (step === null) throw new AppError('payCodeInvalid');
  if (isOpen(step, now)) return;
  const previewed = await readKey(previewKey(card, step, staffId));
  if (previewed === null) throw new AppError('payCodeExpired');
}

/** Does what may be refused as `payCodeInvalid`; only where that is the answer does it count. */
export async function countingWrongCodes<T>(
  code: ReadCode,
  now: Date,
  work: () => Promise<T>,
): Promise<T> {
  let isWrong = false;
  try {
    return await work();
  } catch (error) {
    isWrong = error instanceof AppError && error.code === 'payCodeInvalid';
    if (isWrong) await countWrongCode(code, now);
    throw error;
  } finally {
    if (code.isSpoken && !isWrong) await forgetGuess(tryKeysOf(code), guessOf(code));
  }
}
