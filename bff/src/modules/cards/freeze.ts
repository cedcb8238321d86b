import { newId } from '../../db/ids';
import { AppError } from '../../http/app-error';
import type { Keyed, StaffActor } from '../../http/mount';
import {
  type Claims,
  type Entry,
  type Freeze,
  freezeEndClaim,
  freezeOf,
  postOrRefuse,
  requestClaim,
  walletOf,
  writeRemark,
} from '../coins';
import { publishEntry } from './card-events';
import type { CardDocument } from './cards.model';
import { assertMayUnfreezeOwn, assertNotSelf, mayFreezeOver } from './cards.policy';

interface Who {
  /** Null: the member. */
  staffId: string | null;
  reason: string | null;
}

const MEMBER: Who = { staffId: null, reason: null };

/** The freeze that the card is under; null while it is not frozen. */
async function freezeInForce(card: CardDocument, now: Date): Promise<Freeze | null> {
  const key = { merchantId: card.merchantId, cardId: card._id };
  const { frozen } = await walletOf(key, now);
  return frozen ? freezeOf(key) : null;
}

/** A member freezes the own card. @throws AppError `conflict`, `idempotencyMismatch`. */
export function freezeOwnCard(card: CardDocument, keyed: Keyed): Promise<Entry> {
  return freeze(card, MEMBER, keyed);
}

/**
 * A member unfreezes the own card.
 *
 * @throws AppError `forbidden` where staff froze it, `conflict`, `idempotencyMismatch`.
 */
export function unfreezeOwnCard(card: CardDocument, keyed: Keyed): Promise<Entry> {
  return unfreeze(card, MEMBER, keyed, assertMayUnfreezeOwn);
}

export interface StaffRequest extends Keyed {
  actor: StaffActor;
  card: CardDocument;
  reason: string;
}

/** Staff freeze a card, also one that its member froze. @throws AppError `forbidden`, `conflict`, … */
export function freezeAtCounter({ actor, card, reason, ...keyed }: StaffRequest): Promise<Entry> {
  assertNotSelf(actor, card.userId);
  return freeze(card, { staffId: actor.staffId, reason }, keyed);
}

/** Staff unfreeze a card, whoever froze it. @throws AppError `forbidden`, `conflict`, … */
export function unfreezeAtCounter({ actor, card, reason, ...keyed }: StaffRequest): Promise<Entry> {
  assertNotSelf(actor, card.userId);
  return unfreeze(card, { staffId: actor.staffId, reason }, keyed, () => undefined);
}

async function freeze(card: CardDocument, who: Who, keyed: Keyed): Promise<Entry> {
  const claims: Claims = [requestClaim(keyed.requestKey)];
  return posted(card, claims, keyed, async () => {
    const before = await freezeInForce(card, keyed.now);
    if (before && !mayFreezeOver(before, who.staffId)) {
      throw new AppError('conflict', { reason: 'alreadyFrozen' });
    }
    if (before) claims.push(freezeEndClaim(before.id));
    return { type: 'freeze', over: before?.id ?? null, ...(await said(card, who, keyed.now)) };
  });
}

async function unfreeze(
  card: CardDocument,
  who: Who,
  keyed: Keyed,
  assertMay: (before: Freeze) => void,
): Promise<Entry> {
  const claims: Claims = [requestClaim(keyed.requestKey)];
  return posted(card, claims, keyed, async () => {
    const before = await freezeInForce(card, keyed.now);
    if (!before) throw new AppError('conflict', { reason: 'notFrozen' });
    assertMay(before);
    claims.push(freezeEndClaim(before.id));
    return { type: 'unfreeze', freezeId: before.id, ...(await said(card, who, keyed.now)) };
  });
}

type Change =
  | { type: 'freeze'; over: string | null; staffId: string | null; entryId?: string }
  | { type: 'unfreeze'; freezeId: string; staffId: string | null; entryId?: string };

async function posted(
  card: CardDocument,
  claims: Claims,
  { fingerprint, now }: Keyed,
  build: () => Promise<Change>,
): Promise<Entry> {
  const { merchantId, _id: cardId } = card;
  const { entry, replayed } = await postOrRefuse(merchantId, claims, fingerprint, async () => {
    const change = await build();
    return { merchantId, cardId, now, claims, fingerprint, storeId: null, ...change };
  });
  if (!replayed) publishEntry(card, entry);
  return entry;
}

/** Who it is by, and the reason kept under the entry to come. */
async function said({ merchantId }: CardDocument, { staffId, reason }: Who, now: Date) {
  if (reason === null) return { staffId };
  const entryId = newId('entry', now);
  await writeRemark(merchantId, entryId, reason);
  return { staffId, entryId };
}
