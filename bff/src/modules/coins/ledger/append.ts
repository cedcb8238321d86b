import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Draft, Entry, LotMove, Sale } from './entry';
import { applyEntry, balancesOf, type Wallet } from './wallet';

/** One entry beyond what the database takes (16 MB) would fail the insert of all in its round. */
const MOST_CHARACTERS = 1_000_000;

function digest(prev: string, canonicalJson: string): string {
  const { length } = canonicalJson;
  if (length > MOST_CHARACTERS) throw new Error(`an entry of ${length} characters`);
  return createHash('sha256').update(prev).update(canonicalJson).digest('hex');
}

/**
 * SHA-256 (hex) of the previous hash and the canonical JSON (RFC 8785) of the entry without its hash, field
 * for field as it is stored: what proves an entry.
 */
export function hashOf(entry: Omit<Entry, 'hash'>): string {
  return digest(entry.prev, canonicalize(entry) ?? '');
}

const inOrder = {
  move: (move: LotMove): LotMove => ({
    amountFen: move.amountFen,
    bornSeq: move.bornSeq,
    expiresAt: move.expiresAt,
    graceOf: move.graceOf,
    grantGroup: move.grantGroup,
    kind: move.kind,
    lotId: move.lotId,
    originStoreId: move.originStoreId,
  }),
  sale: (sale: Sale): Sale => ({
    discountBp: sale.discountBp,
    listFen: sale.listFen,
    paidFen: sale.paidFen,
    pointsBp: sale.pointsBp,
    policy: sale.policy,
  }),
  balances: (after: Entry['after']): Entry['after'] => ({
    bonusFen: after.bonusFen,
    heldFen: after.heldFen,
    points: after.points,
    principalFen: after.principalFen,
    spendableFen: after.spendableFen,
  }),
  entry: (entry: Omit<Entry, 'hash'>): Omit<Entry, 'hash'> => ({
    _id: entry._id,
    after: inOrder.balances(entry.after),
    at: entry.at,
    cardId: entry.cardId,
    claims: entry.claims,
    fingerprint: entry.fingerprint,
    gives: entry.gives.map(inOrder.move),
    holdExpiresAt: entry.holdExpiresAt,
    merchantId: entry.merchantId,
    pointsDelta: entry.pointsDelta,
    prev: entry.prev,
    refersTo: entry.refersTo,
    sale: entry.sale && inOrder.sale(entry.sale),
    seq: entry.seq,
    shortfallPoints: entry.shortfallPoints,
    spentDelta: entry.spentDelta,
    staffId: entry.staffId,
    storeId: entry.storeId,
    takes: entry.takes.map(inOrder.move),
    tender: entry.tender,
    type: entry.type,
  }),
};

/**
 * `hashOf` for an entry that was just made, at half the time: with its known fields in order, JSON as
 * JavaScript writes it is canonical. A property holds the two together.
 */
const hashOfNew = (entry: Omit<Entry, 'hash'>): string =>
  digest(entry.prev, JSON.stringify(inOrder.entry(entry)));

/** `max(now, previous)`: a card's entries never go back in time. */
export function instantAfter(wallet: Wallet, now: Date): Date {
  return wallet.lastAt && wallet.lastAt > now ? wallet.lastAt : now;
}

/** Makes a draft the wallet's next entry: position, time, balances after, and its link of the chain. */
export function append(wallet: Wallet, draft: Draft, at: Date): { entry: Entry; wallet: Wallet } {
  const entry: Entry = {
    _id: draft._id,
    merchantId: wallet.merchantId,
    cardId: wallet.cardId,
    seq: wallet.version + 1,
    type: draft.type,
    at,
    claims: draft.claims,
    takes: draft.takes ?? [],
    gives: draft.gives ?? [],
    pointsDelta: draft.pointsDelta ?? 0,
    spentDelta: draft.spentDelta ?? 0,
    sale: draft.sale ?? null,
    holdExpiresAt: draft.holdExpiresAt ?? null,
    refersTo: draft.refersTo ?? null,
    shortfallPoints: draft.shortfallPoints ?? 0,
    after: { principalFen: 0, bonusFen: 0, heldFen: 0, spendableFen: 0, points: 0 },
    storeId: draft.storeId ?? null,
    staffId: draft.staffId ?? null,
    tender: draft.tender ?? null,
    fingerprint: draft.fingerprint ?? '',
    prev: wallet.head,
    hash: '',
  };
  const next = applyEntry(wallet, entry);
  entry.after = balancesOf(next, at);
  entry.hash = hashOfNew(entry);
  return { entry, wallet: { ...next, head: entry.hash } };
}
