import {
  type PayCode,
  PAY_CODE_OTP_DIGITS,
  PAY_CODE_STEP_SECONDS,
  payCodeAt,
  payCodeStep,
} from '@merchant-coin/shared';
import { Secret } from 'otpauth';
import { randomBytes } from 'node:crypto';
import { seal } from '../../db/seal';
import { AppError } from '../../http/app-error';
import { publishLive } from '../../http/live-bus';
import { payCodeClaim, usedClaims } from '../coins';
import { type CardDocument, CardModel, type PayDevice } from './cards.model';
import { paySecretOf } from './cards.service';

const SECRET_BYTES = 20;
/** The step of now first; the next two and the last one are accepted as well. */
const STEP_ORDER = [0, 1, 2, -1];

/** A new secret on a device. */
export function newPayDevice(deviceId: string, now: Date): PayDevice {
  const { buffer } = Uint8Array.from(randomBytes(SECRET_BYTES));
  const secret = new Secret({ buffer }).base32;
  return { deviceId, secretSealed: seal(secret), since: now };
}

/**
 * Gives the card a new secret on this device, unless another request has changed its device meanwhile.
 *
 * @throws AppError `payDeviceElsewhere` in that case.
 */
async function moveTo(card: CardDocument, deviceId: string, now: Date): Promise<CardDocument> {
  const { merchantId, _id } = card;
  const before = card.payDevice
    ? { 'payDevice.secretSealed': card.payDevice.secretSealed }
    : { payDevice: null };
  const moved = await CardModel.findOneAndUpdate(
    { merchantId, _id, ...before },
    { $set: { payDevice: newPayDevice(deviceId, now) } },
    { returnDocument: 'after' },
  ).lean<CardDocument>();
  if (moved) return moved;
  const current = await CardModel.findOne({ merchantId, _id }).lean<CardDocument>();
  if (current?.payDevice?.deviceId !== deviceId) throw new AppError('payDeviceElsewhere');
  return current;
}

/**
 * The card with its secret on this device. One device a card: from another one it moves only by `takeOver`,
 * and the old device is told.
 *
 * @throws AppError `payDeviceElsewhere`.
 */
export async function showOn(
  card: CardDocument,
  { deviceId, takeOver }: { deviceId: string; takeOver: boolean },
  now: Date,
): Promise<CardDocument> {
  const before = card.payDevice;
  if (before?.deviceId === deviceId) return card;
  if (before && !takeOver) throw new AppError('payDeviceElsewhere');
  const shown = await moveTo(card, deviceId, now);
  if (before) await publishLive(card.userId, { type: 'payDeviceMoved', cardId: card._id });
  return shown;
}

/**
 * What a device needs to show codes by itself, with a code that is good now and has not paid yet.
 *
 * @throws AppError `payCodeUsed` where all four steps around now have paid.
 */
export async function payCodeFor(card: CardDocument, now: Date): Promise<PayCode> {
  const secret = paySecretOf(card);
  if (secret === null) throw new Error(`card ${card._id} is on no device`);
  const { merchantId, serial, _id: cardId } = card;
  const current = payCodeStep(now.getTime());
  const steps = STEP_ORDER.map((offset) => current + offset);
  const used = await usedClaims(
    merchantId,
    steps.map((step) => payCodeClaim(cardId, step)),
  );
  const step = steps.find((each) => !used.has(payCodeClaim(cardId, each)));
  if (step === undefined) throw new AppError('payCodeUsed');
  return {
    serial,
    secret,
    digits: PAY_CODE_OTP_DIGITS,
    stepSeconds: PAY_CODE_STEP_SECONDS,
    serverTime: now.toISOString(),
    code: payCodeAt(serial, secret, step),
  };
}
