import { trusted } from '../../db/mongo';
import { benefitOf, benefitsActive, type Benefit, dateIn } from '@merchant-coin/shared';
import { gather } from '../../db/gather';
import { open } from '../../db/seal';
import { isInsideTransaction } from '../../db/transaction';
import { AppError } from '../../http/app-error';
import { memberByPhone, membershipOfCard } from '../members';
import { merchantById, type MerchantDocument } from '../merchants';
import { cardTypeById, tiersOf } from './card-types';
import type { CardTypeDocument, TierDocument } from './card-types.model';
import { type CardDocument, CardModel } from './cards.model';

export function cardById(merchantId: string, cardId: string): Promise<CardDocument | null> {
  return CardModel.findOne({ merchantId, _id: cardId }).lean<CardDocument>();
}

/** Cards of one merchant by id; unknown ones are missing. */
export async function cardsByIds(
  merchantId: string,
  cardIds: readonly string[],
): Promise<Map<string, CardDocument>> {
  const cards = await CardModel.find({ merchantId, _id: trusted({ $in: [...cardIds] }) }).lean<
    CardDocument[]
  >();
  return new Map(cards.map((card) => [card._id, card]));
}

/** One of the user's own cards. @throws AppError `notFound` for anybody else's. */
export async function ownCard(userId: string, cardId: string): Promise<CardDocument> {
  const membership = await membershipOfCard(userId, cardId);
  const card = membership && (await cardById(membership.merchantId, cardId));
  if (!card) throw new AppError('notFound');
  return card;
}

/** A card of the merchant. @throws AppError `notFound`, also for another merchant's. */
export async function cardOfMerchant(merchantId: string, cardId: string): Promise<CardDocument> {
  const card = await cardById(merchantId, cardId);
  if (!card) throw new AppError('notFound');
  return card;
}

export function cardOfUser(merchantId: string, userId: string): Promise<CardDocument | null> {
  return CardModel.findOne({ merchantId, userId }).lean<CardDocument>();
}

/** The card of the merchant's member with this whole phone number. */
export async function cardByPhone(merchantId: string, phone: string): Promise<CardDocument | null> {
  const member = await memberByPhone(merchantId, phone);
  if (!member) return null;
  return CardModel.findOne({ merchantId, memberId: member._id }).lean<CardDocument>();
}

interface SerialKey {
  merchantId: string;
  serial: string;
}

const keyOf = ({ merchantId, serial }: SerialKey) => `${merchantId} ${serial}`;

async function cardsBySerial(wanted: readonly SerialKey[]): Promise<(CardDocument | null)[]> {
  const serials = new Map<string, string[]>();
  for (const { merchantId, serial } of wanted) {
    serials.set(merchantId, [...(serials.get(merchantId) ?? []), serial]);
  }
  // The driver's own find: mongoose's costs as much again as the look-up.
  const found = await Promise.all(
    [...serials].map(([merchantId, some]) =>
      CardModel.collection.find<CardDocument>({ merchantId, serial: { $in: some } }).toArray(),
    ),
  );
  const bySerial = new Map(found.flat().map((card) => [keyOf(card), card]));
  return wanted.map((key) => bySerial.get(keyOf(key)) ?? null);
}

const gathered = gather(cardsBySerial, 500);

/** The card that a pay code names, as it is now; look-ups of one turn go together. */
export function cardBySerial(merchantId: string, serial: string): Promise<CardDocument | null> {
  // A batch runs in the context of whoever came first; one of a transaction stays out of it.
  if (isInsideTransaction()) {
    return CardModel.findOne({ merchantId, serial }).lean<CardDocument>();
  }
  return gathered({ merchantId, serial });
}

/** The card's pay-code secret in base 32; null until a device shows its codes. */
export function paySecretOf(card: CardDocument): string | null {
  return card.payDevice && open(card.payDevice.secretSealed);
}

/** Everything that decides on a card's benefits. */
export interface CardTerms {
  merchant: MerchantDocument;
  type: CardTypeDocument;
  tier: TierDocument | null;
  /** False after `validThrough`: benefits pause, coins stay. */
  active: boolean;
  benefit: Benefit;
}

export async function termsOf(card: CardDocument, now: Date): Promise<CardTerms> {
  const { merchantId } = card;
  const [merchant, type, tiers] = await Promise.all([
    merchantById(merchantId),
    cardTypeById(merchantId, card.typeId),
    tiersOf(merchantId),
  ]);
  if (!merchant || !type) throw new Error(`card ${card._id} has no merchant or type`);
  const tier = tiers.find(({ _id }) => _id === card.tierId) ?? null;
  const active = benefitsActive(card.validThrough, dateIn(merchant.zone, now));
  return { merchant, type, tier, active, benefit: benefitOf(active, type, tier) };
}

/** The discount and points ratio that apply to a sale now. */
export async function benefitAt(card: CardDocument, now: Date): Promise<Benefit> {
  return (await termsOf(card, now)).benefit;
}

/** Sets the member's own limit, in fen, above which a redemption waits for them; null lifts it. */
export async function setApprovalLimitOf(
  { merchantId, _id }: CardDocument,
  approvalLimitFen: number | null,
): Promise<void> {
  await CardModel.updateOne({ merchantId, _id }, { $set: { approvalLimitFen } });
}

/** Puts a card into a tier of its merchant, or out of all. @throws AppError `notFound`. */
export async function setTier(
  merchantId: string,
  cardId: string,
  tierId: string | null,
): Promise<void> {
  const updated = await CardModel.updateOne({ merchantId, _id: cardId }, { $set: { tierId } });
  if (updated.matchedCount === 0) throw new AppError('notFound');
}
