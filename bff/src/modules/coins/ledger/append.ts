import { hash } from 'node:crypto';
import { canonicalJson } from '../../../db/canonical-json';
import type { Draft, Entry } from './entry';
import { applyEntry, balancesOf, type Wallet } from './wallet';

/** One entry beyond what the database takes (16 MB) would fail the insert of all in its round. */
const MOST_CHARACTERS = 1_000_000;

/**
 * SHA-256 (hex) of the previous hash and the canonical JSON (RFC 8785) of the entry without its hash.
 *
 * @throws Error for an entry without a canonical form (a fraction that is no number), or one too large
 */
export function hashOf(entry: Omit<Entry, 'hash'>): string {
  const text = canonicalJson(entry);
  if (text.length > MOST_CHARACTERS) throw new Error(`an entry of ${text.length} characters`);
  return hash('sha256', entry.prev + text, 'hex');
}

/** `max(now, previous)`: a card's entries never go back in time. */
export function instantAfter(wallet: Wallet, now: Date): Date {
  return wallet.lastAt && wallet.lastAt > now ? wallet.lastAt : now;
}

/** Makes a draft the wallet's next entry: position, time, balances after, and its link of the chain. */
export function append(wallet: Wallet, draft: Draft, at: Date): { entry: Entry; wallet: Wallet } {
  const open: Omit<Entry, 'hash'> = {
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
    ...(draft.awaitsApproval && { awaitsApproval: true }),
    ...(draft.pin && { pin: draft.pin }),
    refersTo: draft.refersTo ?? null,
    shortfallPoints: draft.shortfallPoints ?? 0,
    ...(draft.correction && {
      correction: draft.correction,
      shortfallFen: draft.shortfallFen ?? 0,
    }),
    after: { principalFen: 0, bonusFen: 0, heldFen: 0, spendableFen: 0, points: 0 },
    storeId: draft.storeId ?? null,
    staffId: draft.staffId ?? null,
    tender: draft.tender ?? null,
    refund: draft.refund ?? null,
    fingerprint: draft.fingerprint ?? '',
    prev: wallet.head,
  };
  const next = applyEntry(wallet, { ...open, hash: '' });
  open.after = balancesOf(next, at);
  const head = hashOf(open);
  return { entry: { ...open, hash: head }, wallet: { ...next, head } };
}
