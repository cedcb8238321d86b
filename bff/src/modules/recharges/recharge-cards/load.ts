import { AppError } from '../../../http/app-error';
import { log } from '../../../http/log';
import { type CardDocument, cardById, cardOfUser, loadableCapOf, publishEntry } from '../../cards';
import {
  type Claims,
  type Entry,
  postOrRefuse,
  rechargeCardClaim,
  requestClaim,
  walletOf,
} from '../../coins';
import { membershipOfCard } from '../../members';
import { type StoreDocument, storeById } from '../../merchants';
import { assertSells, bonusNow } from '../terms';
import { rechargeCardByCode } from './find';
import { entryThatLoaded, markLoaded } from './loaded';
import { RechargeCardModel } from './recharge-cards.model';
import type { SoldRechargeCard } from './sell';
import { assertMayTry, countWrongCode } from './wrong-codes';

/** A member with a code in hand. The member's card is named by itself or by its merchant. */
export interface Holder {
  userId: string;
  code: string;
  cardId?: string | undefined;
  merchantId?: string | undefined;
  now: Date;
}

export interface LoadRequest extends Holder {
  requestKey: string;
  fingerprint: string;
}

export interface Preview {
  amountFen: number;
  bonusFen: number;
  bonusExpiresAt: Date | null;
  capFen: number;
  roomFen: number;
  storeName: string;
}

/**
 * Loads a recharge card onto the user's own card: a recharge of its face value at the store that sold it,
 * with the bonus of the campaign in force now. The entry's claim makes it happen once; of several at once
 * one does.
 *
 * @throws AppError by the codes of the contract. Whatever keeps a code from being loaded by anybody (wrong,
 *   not sold, voided, loaded by someone else) is `rechargeCardInvalid` and counts as a wrong code.
 */
export async function loadRechargeCard(request: LoadRequest): Promise<Entry> {
  const { requestKey, fingerprint, now } = request;
  const card = await ownCard(request);
  const { merchantId } = card;
  const claims: Claims = [requestClaim(requestKey)];
  const { entry, replayed } = await judgingCodes(card, request, () =>
    postOrRefuse(merchantId, claims, fingerprint, async () => {
      await assertMayTry(card.userId);
      const paid = await paidCardOf(card, request, claims);
      const terms = await termsOf(paid, card, now);
      await beginLoading(paid, now);
      return {
        type: 'recharge',
        merchantId,
        cardId: card._id,
        now,
        claims,
        fingerprint,
        storeId: terms.store._id,
        staffId: null,
        amountFen: paid.amountFen,
        bonusFen: terms.bonusFen,
        bonusExpiresAt: terms.bonusExpiresAt,
        originStoreId: terms.store._id,
        tender: 'rechargeCard',
        capFen: terms.capFen,
      };
    }),
  );
  if (!replayed) {
    publishEntry(card, entry);
    await markLoaded(entry).catch((error: unknown) =>
      log.warn({ err: error, entryId: entry._id }, 'recharge card not marked'),
    );
  }
  return entry;
}

/** What a code would bring, before it is loaded; tries count as in a load. */
export async function previewRechargeCard(holder: Holder): Promise<Preview> {
  const { now } = holder;
  const card = await ownCard(holder);
  const { merchantId, _id: cardId } = card;
  return judgingCodes(card, holder, async () => {
    await assertMayTry(card.userId);
    const paid = await paidCardOf(card, holder);
    if (await entryThatLoaded(card, paid._id)) throw new AppError('rechargeCardInvalid');
    const { store, ...terms } = await termsOf(paid, card, now);
    const { cappedPrincipalFen, frozen } = await walletOf({ merchantId, cardId }, now);
    if (frozen) throw new AppError('cardFrozen');
    const roomFen = Math.max(0, terms.capFen - cappedPrincipalFen);
    return { amountFen: paid.amountFen, ...terms, roomFen, storeName: store.name };
  });
}

/** @throws AppError `notFound` for anybody else's card, and for a merchant that the user has not joined. */
async function ownCard({ userId, cardId, merchantId = '' }: Holder): Promise<CardDocument> {
  if (cardId === undefined) {
    const card = await cardOfUser(merchantId, userId);
    if (!card) throw new AppError('notFound', { reason: 'notMember' });
    return card;
  }
  const membership = await membershipOfCard(userId, cardId);
  const card = membership && (await cardById(membership.merchantId, cardId));
  if (!card) throw new AppError('notFound');
  return card;
}

/**
 * The recharge card that a code names and that was paid for. Its claim joins the others before anything is
 * refused, so that the ledger has the last word.
 *
 * @throws AppError `rechargeCardInvalid`; `forbidden` for whoever sold it.
 */
async function paidCardOf(
  { merchantId }: CardDocument,
  { code, userId }: Holder,
  claims: string[] = [],
): Promise<SoldRechargeCard> {
  const card = await rechargeCardByCode(merchantId, code);
  if (!card) throw new AppError('rechargeCardInvalid');
  claims.push(rechargeCardClaim(card._id));
  if (card.status !== 'sold' || !card.sale) throw new AppError('rechargeCardInvalid');
  if (card.sale.userId === userId) throw new AppError('forbidden', { reason: 'soldBySelf' });
  return { ...card, sale: card.sale };
}

interface Terms {
  store: StoreDocument;
  capFen: number;
  bonusFen: number;
  bonusExpiresAt: Date | null;
}

async function termsOf(paid: SoldRechargeCard, card: CardDocument, now: Date): Promise<Terms> {
  const { merchantId, amountFen, sale } = paid;
  const store = await storeById(merchantId, sale.storeId);
  if (!store) throw new Error(`recharge card ${paid._id} was sold at no store`);
  await assertSells(store);
  const capFen = await loadableCapOf(card);
  return { store, capFen, ...(await bonusNow(merchantId, { amountFen }, now)) };
}

/** Keeps the card from being voided while it is loaded. @throws AppError `rechargeCardInvalid` */
async function beginLoading({ merchantId, _id }: SoldRechargeCard, now: Date): Promise<void> {
  const begun = await RechargeCardModel.updateOne(
    { merchantId, _id, status: 'sold' },
    { $set: { loadingAt: now } },
  );
  if (begun.matchedCount === 0) throw new AppError('rechargeCardInvalid');
}

/**
 * Does what may be refused as `rechargeCardInvalid`. Whoever loaded the card themselves is told so; for
 * everybody else all such codes are alike, and are counted.
 */
async function judgingCodes<T>(
  card: CardDocument,
  holder: Holder,
  work: () => Promise<T>,
): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof AppError) || error.code !== 'rechargeCardInvalid') throw error;
    const own = await ownLoadOf(card, holder.code);
    if (own) throw new AppError('conflict', { reason: 'alreadyLoaded', at: own.at.toISOString() });
    await countWrongCode(holder.userId);
    throw error;
  }
}

/** The entry by which this code was loaded onto this very card. */
async function ownLoadOf(card: CardDocument, code: string): Promise<Entry | null> {
  const used = await rechargeCardByCode(card.merchantId, code);
  const entry = used && (await entryThatLoaded(card, used._id));
  return entry?.cardId === card._id ? entry : null;
}
