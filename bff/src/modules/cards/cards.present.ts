import {
  type Card,
  type CardFace,
  type CardFreeze,
  type CardHold,
  type CardType,
  maskName,
  type MemberCard,
} from '@merchant-coin/shared';
import type { StaffActor } from '../../http/mount';
import {
  type Freeze,
  freezeOf,
  holdsByIds,
  presentCardHold,
  presentLot,
  walletOf,
  type WalletView,
} from '../coins';
import { type Member, memberOf } from '../members';
import { presentFace, storeNamesOf } from '../merchants';
import type { CardTypeDocument } from './card-types.model';
import type { CardDocument } from './cards.model';
import { actionsOf } from './cards.policy';
import { termsOf } from './cards.service';
import { payCodeLockedUntil } from './pay-code';
import { principalCapOf } from './principal-cap';

export function presentCardType(type: CardTypeDocument): CardType {
  const { _id: id, name, termMonths, priceFen, discountBp, pointsBp, isDefault } = type;
  return { id, name, termMonths, priceFen, discountBp, pointsBp, isDefault };
}

const walletAt = (card: CardDocument, now: Date): Promise<WalletView> =>
  walletOf({ merchantId: card.merchantId, cardId: card._id }, now);

async function faceOf(card: CardDocument, wallet: WalletView, now: Date): Promise<CardFace> {
  const { merchant, type, tier, active, benefit } = await termsOf(card, now);
  return {
    id: card._id,
    merchantId: card.merchantId,
    merchant: presentFace(merchant),
    number: card.number,
    typeName: type.name,
    tierName: tier?.name ?? null,
    joinedOn: card.joinedOn,
    validThrough: card.validThrough,
    benefitsActive: active,
    discountBp: benefit.discountBp,
    pointsBp: benefit.pointsBp,
    points: wallet.points,
    status: wallet.frozen ? 'frozen' : 'active',
    balance: wallet.balance,
  };
}

/** What card lists show; balances are exact. */
export async function presentCardFace(card: CardDocument, now: Date): Promise<CardFace> {
  return faceOf(card, await walletAt(card, now), now);
}

const freezeIn = async (card: CardDocument, wallet: WalletView): Promise<Freeze | null> =>
  wallet.frozen ? freezeOf({ merchantId: card.merchantId, cardId: card._id }) : null;

function presentFreeze({ staffId, since, reason }: Freeze): CardFreeze {
  return { by: staffId === null ? 'member' : 'staff', since: since.toISOString(), reason };
}

/** What the card may hold, and what it may still take. */
async function roomOf(member: Member, wallet: WalletView) {
  const principalCapFen = await principalCapOf(member);
  const principalRoomFen = Math.max(0, principalCapFen - wallet.cappedPrincipalFen);
  return { principalCapFen, principalRoomFen };
}

function deviceOf(card: CardDocument, deviceId: string): Card['payDevice'] {
  if (!card.payDevice) return 'none';
  return card.payDevice.deviceId === deviceId ? 'this' : 'other';
}

async function presentHolds(
  merchantId: string,
  { holds }: WalletView,
  storeNames: ReadonlyMap<string, string>,
): Promise<CardHold[]> {
  if (holds.length === 0) return [];
  const ids = holds.map(({ id }) => id);
  const entries = await holdsByIds(merchantId, ids);
  entries.sort((a, b) => b.seq - a.seq);
  return entries.map((hold) => presentCardHold(hold, storeNames.get(hold.storeId ?? '') ?? null));
}

/** A card to its own member, on one of their devices. */
export async function presentCard(card: CardDocument, deviceId: string, now: Date): Promise<Card> {
  const [wallet, member, storeNames, lockedUntil] = await Promise.all([
    walletAt(card, now),
    memberOf(card.merchantId, card.memberId),
    storeNamesOf(card.merchantId),
    payCodeLockedUntil(card, now),
  ]);
  const freeze = await freezeIn(card, wallet);
  return {
    ...(await faceOf(card, wallet, now)),
    ...(await roomOf(member, wallet)),
    freeze: freeze && presentFreeze(freeze),
    lots: wallet.lots.map((lot) => presentLot(lot, storeNames.get(lot.originStoreId) ?? '')),
    holds: await presentHolds(card.merchantId, wallet, storeNames),
    spentFen: wallet.spentFen,
    homeStoreName: storeNames.get(member.homeStoreId) ?? null,
    payDevice: deviceOf(card, deviceId),
    approvalLimitFen: card.approvalLimitFen ?? null,
    payCodeLockedUntil: lockedUntil?.toISOString() ?? null,
  };
}

/** A member's card to staff: name and phone masked, with what whoever looks may do. */
export async function presentMemberCard(
  card: CardDocument,
  now: Date,
  actor: StaffActor,
): Promise<MemberCard> {
  const [wallet, member] = await Promise.all([
    walletAt(card, now),
    memberOf(card.merchantId, card.memberId),
  ]);
  const [face, freeze, room] = await Promise.all([
    faceOf(card, wallet, now),
    freezeIn(card, wallet),
    roomOf(member, wallet),
  ]);
  return {
    ...face,
    ...room,
    freeze: freeze && presentFreeze(freeze),
    actions: actionsOf(actor, card, freeze),
    memberName: member.name && maskName(member.name),
    memberPhone: member.phoneMasked,
    phoneConfirmed: member.phoneConfirmed,
  };
}
