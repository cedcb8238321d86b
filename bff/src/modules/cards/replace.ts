import { newId } from '../../db/ids';
import { inTransaction, isDuplicateOf } from '../../db/transaction';
import { AppError } from '../../http/app-error';
import { publishLive } from '../../http/live-bus';
import type { Keyed, StaffActor, UserActor } from '../../http/mount';
import { endSessionsBut, endSessionsOf, verifySmsCode } from '../accounts';
import { CardPinModel } from './card-pins.model';
import { assertNotSelf } from './cards.policy';
import { type CardDocument, CardModel } from './cards.model';
import { cardByPhone } from './cards.service';
import { withNewSerial } from './issue';
import { newPayDevice } from './pay-device';
import { type ReplacementDocument, ReplacementModel } from './replacements.model';

interface Wanted extends Keyed {
  card: CardDocument;
  /** The member's device, which gets the new secret; null: the next one that asks. */
  deviceId: string | null;
  staffId: string | null;
  reason: string | null;
}

/**
 * A member whose phone is lost, on another device: the card gets a new serial and a new secret on this
 * device. The device that showed the old one is told. All others are signed out, or a lost one could take
 * the code back, whether or not it showed the code last. A PIN ends.
 *
 * @throws AppError `idempotencyMismatch`.
 */
export function replaceOwnCard(
  card: CardDocument,
  actor: UserActor,
  keyed: Keyed,
): Promise<ReplacementDocument> {
  const { deviceId } = actor;
  return replaced({ ...keyed, card, deviceId, staffId: null, reason: null }, async () => undefined);
}

export interface CounterReplacement extends Keyed {
  actor: StaffActor;
  card: CardDocument;
  phone: string;
  smsCode: string;
  reason: string;
}

/**
 * A manager replaces the card of a member who has shown, by a code sent to their phone number, who they are.
 * All devices are signed out, and none holds the new secret until the member asks for it, signed in anew.
 *
 * @throws AppError `forbidden` for the own card, `notFound` where the phone is not the card's,
 *   `smsCodeInvalid`, `idempotencyMismatch`.
 */
export function replaceAtCounter(request: CounterReplacement): Promise<ReplacementDocument> {
  const { actor, card, phone, smsCode } = request;
  const { staffId } = actor;
  return replaced({ ...request, deviceId: null, staffId }, async () => {
    assertNotSelf(actor, card.userId);
    const named = await cardByPhone(card.merchantId, phone);
    if (named?._id !== card._id) throw new AppError('notFound');
    await verifySmsCode({ phone, purpose: 'replace' }, smsCode);
    // First, not after: the next device that asks gets the new secret, and it must not be the lost one.
    await endSessionsOf(card.userId);
  });
}

/** Does it once under the key. What follows the commit is done again by a retry: the first may have died. */
async function replaced(
  wanted: Wanted,
  assertMay: () => Promise<void>,
): Promise<ReplacementDocument> {
  const before = await doneBefore(wanted);
  if (!before) await assertMay();
  const replacement = before ?? (await replaceOnce(wanted));
  await tellOldDevice(wanted, replacement);
  if (wanted.deviceId !== null) await endSessionsBut(wanted.card.userId, wanted.deviceId);
  return replacement;
}

async function doneBefore(wanted: Wanted): Promise<ReplacementDocument | null> {
  const { card, requestKey, fingerprint } = wanted;
  const { merchantId } = card;
  const before = await ReplacementModel.findOne({
    merchantId,
    requestKey,
  }).lean<ReplacementDocument>();
  if (before && before.fingerprint !== fingerprint) throw new AppError('idempotencyMismatch');
  return before;
}

async function replaceOnce(wanted: Wanted): Promise<ReplacementDocument> {
  try {
    return await withNewSerial((serial) => inTransaction(() => swap(wanted, serial)));
  } catch (error) {
    const other = isDuplicateOf(error, 'requestKey') ? await doneBefore(wanted) : null;
    if (!other) throw error;
    return other;
  }
}

/** Inside the transaction: what the card shows, and what became of the serial before. */
async function swap(wanted: Wanted, serial: string): Promise<ReplacementDocument> {
  const { deviceId, staffId, reason, requestKey, fingerprint, now } = wanted;
  const { merchantId, _id: cardId } = wanted.card;
  const card = await CardModel.findOne({ merchantId, _id: cardId }).lean<CardDocument>();
  if (!card) throw new AppError('notFound');
  const payDevice = deviceId === null ? null : newPayDevice(deviceId, now);
  await CardModel.updateOne(
    { merchantId, _id: cardId },
    {
      $set: { serial, payDevice },
      $addToSet: { serials: { $each: [card.serial, serial] } },
    },
  );
  // Whoever has the lost phone could have set one by it.
  await CardPinModel.deleteOne({ merchantId, _id: cardId });
  const replacement: ReplacementDocument = {
    _id: newId('replacement', now),
    merchantId,
    cardId,
    serial: card.serial,
    deviceId: card.payDevice?.deviceId ?? null,
    staffId,
    reason,
    requestKey,
    fingerprint,
    at: now,
  };
  await ReplacementModel.create(replacement);
  return replacement;
}

async function tellOldDevice(
  { card, deviceId }: Wanted,
  { deviceId: before }: ReplacementDocument,
): Promise<void> {
  if (before === null || before === deviceId) return;
  await publishLive(card.userId, { type: 'payDeviceMoved', cardId: card._id });
}
