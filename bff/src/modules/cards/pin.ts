import { type CardPin, dateIn, isWeakPin, PIN_DAY_LIMIT_FEN } from '@merchant-coin/shared';
import { readKey } from '../../db/redis';
import { blindIndex } from '../../db/seal';
import {
  admitGuess,
  countWrongTry,
  forgetTries,
  type TryKeys,
  type TryLimit,
} from '../../db/tries';
import { AppError } from '../../http/app-error';
import { phoneOf, sendCode, verifySmsCode } from '../accounts';
import { pinPaidFen, walletOf } from '../coins';
import { zoneOf } from '../merchants';
import { CardPinModel, type CardPinDocument } from './card-pins.model';
import type { CardDocument } from './cards.model';
import { hashPin, isRightPin } from './pin-hash';

/** So many wrong PINs in an hour lock the card's PIN for an hour. */
const HOUR_SECONDS = 3_600;
const WRONG_PINS: TryLimit = { most: 5, windowSeconds: HOUR_SECONDS, lockSeconds: HOUR_SECONDS };

const keyOf = (what: string, { merchantId, _id }: CardDocument) => `${what}:${merchantId}:${_id}`;
const keysOf = (card: CardDocument): TryKeys => ({
  counter: keyOf('pinwrong', card),
  lock: keyOf('pinlock', card),
  tried: keyOf('pintried', card),
});

function pinOf({ merchantId, _id }: CardDocument): Promise<CardPinDocument | null> {
  return CardPinModel.findOne({ merchantId, _id }).lean<CardPinDocument>();
}

async function ownPhone({ userId }: CardDocument): Promise<string> {
  const phone = await phoneOf(userId);
  if (!phone) throw new Error(`${userId} has a card and no phone`);
  return phone;
}

/** Sends a code to the phone of the card's holder. @throws AppError `unavailable`. */
export async function sendPinCode(card: CardDocument): Promise<void> {
  await sendCode({ phone: await ownPhone(card), purpose: 'pin' });
}

/**
 * Sets or changes the PIN; whoever has only the unlocked phone cannot: a code by SMS is asked for. A lock is
 * over with it.
 *
 * @throws AppError `pinTooWeak`, also for digits of the phone number; `smsCodeInvalid`.
 */
export async function setPin(
  card: CardDocument,
  { pin, smsCode }: { pin: string; smsCode: string },
  now: Date,
): Promise<void> {
  const phone = await ownPhone(card);
  if (isWeakPin(pin) || phone.includes(pin)) throw new AppError('pinTooWeak');
  await verifySmsCode({ phone, purpose: 'pin' }, smsCode);
  const { merchantId, _id } = card;
  const kept = { ...(await hashPin(_id, pin)), setAt: now };
  await CardPinModel.updateOne({ merchantId, _id }, { $set: kept }, { upsert: true });
  await forgetTries(keysOf(card));
}

export async function removePin({ merchantId, _id }: CardDocument): Promise<void> {
  await CardPinModel.deleteOne({ merchantId, _id });
}

async function lockedUntil(card: CardDocument, now: Date): Promise<Date | null> {
  const until = await readKey(keysOf(card).lock);
  return until !== null && new Date(until) > now ? new Date(until) : null;
}

/** The merchant's day that a payment by PIN counts towards. */
export async function pinDayOf({ merchantId }: CardDocument, now: Date): Promise<string> {
  return dateIn(await zoneOf(merchantId), now);
}

/** Whether there is a PIN and what it may still pay today; never the PIN. */
export async function pinStateOf(card: CardDocument, now: Date): Promise<CardPin> {
  const { merchantId, _id: cardId } = card;
  const [pin, until, wallet, day] = await Promise.all([
    pinOf(card),
    lockedUntil(card, now),
    walletOf({ merchantId, cardId }, now),
    pinDayOf(card, now),
  ]);
  return {
    setAt: pin?.setAt.toISOString() ?? null,
    lockedUntil: until?.toISOString() ?? null,
    dayLimitFen: PIN_DAY_LIMIT_FEN,
    leftTodayFen: Math.max(0, PIN_DAY_LIMIT_FEN - pinPaidFen(wallet, day)),
  };
}

function lockedError(until: Date, now: Date): AppError {
  const retryAfterSeconds = Math.ceil((until.getTime() - now.getTime()) / 1000);
  return new AppError('pinLocked', { retryAfterSeconds });
}

/**
 * Judges a PIN: five tries, however many at once, then an hour without any.
 *
 * @throws AppError `pinInvalid`, with the reason `unset` where the card has none; `pinLocked`.
 */
export async function assertPin(card: CardDocument, pin: string, now: Date): Promise<void> {
  const locked = await lockedUntil(card, now);
  if (locked) throw lockedError(locked, now);
  const kept = await pinOf(card);
  if (!kept) throw new AppError('pinInvalid', { reason: 'unset' });
  const keys = keysOf(card);
  const guess = blindIndex(`${card._id}:${pin}`, 'card.pin.try');
  if (!(await admitGuess(keys, guess, WRONG_PINS, now))) {
    throw new AppError('pinLocked', { retryAfterSeconds: HOUR_SECONDS });
  }
  if (await isRightPin(kept, card._id, pin)) {
    await forgetTries(keys);
    return;
  }
  await countWrongTry(keys, WRONG_PINS, now);
  throw new AppError('pinInvalid', { reason: 'wrong' });
}
