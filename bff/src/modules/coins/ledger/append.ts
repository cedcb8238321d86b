import { createHash } from 'node:crypto';
import canonicalize from 'canonicalize';
import type { Draft, Entry } from './entry';
import { applyEntry, balancesOf, type Wallet } from './wallet';

/** SHA-256 (hex) of the previous hash and the canonical JSON (RFC 8785) of the entry without its hash. */
export function hashOf(entry: Omit<Entry, 'hash'>): string {
  return createHash('sha256')
    .update(entry.prev)
    .update(canonicalize(entry) ?? '')
    .digest('hex');
}

/** `max(now, previous)`: a card's entries never go back in time. */
export function instantAfter(wallet: Wallet, now: Date): Date {
  return wallet.lastAt && wallet.lastAt > now ? wallet.lastAt : now;
}

/** Makes a draft the wallet's next entry: position, time, balances after, and its link of the chain. */
export function append(wallet: Wallet, draft: Draft, at: Date): { entry: Entry; wallet: Wallet } {
  const open: Entry = {
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
    shortfallFen: draft.shortfallFen ?? 0,
    correction: draft.correction ?? null,
    after: { principalFen: 0, bonusFen: 0, heldFen: 0, spendableFen: 0, points: 0 },
    storeId: draft.storeId ?? null,
    staffId: draft.staffId ?? null,
    tender: draft.tender ?? null,
    fingerprint: draft.fingerprint ?? '',
    prev: wallet.head,
    hash: '',
  };
  const next = applyEntry(wallet, open);
  open.after = balancesOf(next, at);
  const { hash: _open, ...unhashed } = open;
  const hash = hashOf(unhashed);
  return { entry: { ...unhashed, hash }, wallet: { ...next, head: hash } };
}
