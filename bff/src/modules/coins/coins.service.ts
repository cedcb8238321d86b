import mongoose, { type ClientSession } from 'mongoose';
import { AppError } from '../../http/app-error';
import { newId } from '../../db/ids';
import { trusted } from '../../db/mongo';
import { isInsideTransaction } from '../../db/transaction';
import { EntryModel, RemarkModel } from './coins.model';
import { takingOf } from './holds';
import { entryByClaims, holdersOf } from './ledger/claims';
import { type Claims, type Command, reversibleOf, type Reversible } from './ledger/commands';
import { Committer } from './ledger/committer';
import { walletAt } from './ledger/decide';
import type { Balances, Entry } from './ledger/entry';
import { TransactionalLedger } from './ledger/post-within';
import type { Posted } from './ledger/posting';
import { SnapshotWriter } from './ledger/snapshots';
import { type LedgerStore, mongoLedgerStore } from './ledger/store';
import {
  balancesOf,
  cappedPrincipalFen,
  isExpired,
  type Lot,
  sumOf,
  type Wallet,
} from './ledger/wallet';

/**
 * A card's exact holdings at an instant. Expired bonus is in no figure and no lot; what a hold that has run
 * out had set aside is back, as the next command will find it.
 */
export interface WalletView {
  balance: Omit<Balances, 'points'>;
  lots: readonly Lot[];
  /** What is set aside, each until its term; null has none. */
  holds: readonly { id: string; heldFen: number; expiresAt: Date | null }[];
  points: number;
  spentFen: number;
  frozen: boolean;
  /** What was paid by PIN on the last day that anything was. */
  pinToday?: NonNullable<Wallet['pinToday']>;
  /** Principal that counts towards the cap: what is held included. */
  cappedPrincipalFen: number;
  /** `seq` of the last entry. */
  seq: number;
}

interface Ledger {
  store: LedgerStore;
  committer: Committer;
  transactional: TransactionalLedger;
  snapshots: SnapshotWriter;
}

let running: Ledger | null = null;

function ledger(): Ledger {
  if (!running) throw new Error('coins are not started');
  return running;
}

/** Opens the ledger on the connected database. `warn` is told of unanswered writes. */
export function startCoins(warn: (cause: unknown) => void): void {
  const db = mongoose.connection.db;
  if (!db) throw new Error('connect to MongoDB before the coins are started');
  const store = mongoLedgerStore(db);
  const snapshots = new SnapshotWriter(db, warn);
  const newEntryId = (now: Date) => newId('entry', now);
  const committer = new Committer({
    store,
    newEntryId,
    onCommitted: (entry, wallet) => snapshots.note(entry, wallet),
    onUnknown: warn,
  });
  const transactional = new TransactionalLedger(db, newEntryId);
  running = { store, committer, transactional, snapshots };
}

/** Finishes what is under way and writes the last snapshots. */
export async function stopCoins(): Promise<void> {
  if (!running) return;
  await running.committer.drained();
  await running.snapshots.stop();
  running = null;
}

/**
 * The batched door: appends what the command does to its card, durably, and answers its entry. A command
 * whose first claim is already held answers that entry again. Never inside `inTransaction`, whose rollback
 * would not undo it.
 *
 * @throws AppError with the refusal's code; `idempotencyMismatch`; `unavailable` when the outcome is unknown.
 */
export async function post(command: Command): Promise<Posted> {
  if (isInsideTransaction()) throw new Error('coins.post inside a transaction');
  return ledger().committer.post(command);
}

/**
 * The door for a change that must also change other documents: appends the same entry inside the caller's
 * `inTransaction`, which runs again when somebody else was faster. The last write there, since it holds up
 * the card's other postings until the commit. Nothing counts before that: tell nobody inside.
 *
 * @throws AppError with the refusal's code, or `idempotencyMismatch`.
 */
export async function postWithin(session: ClientSession, command: Command): Promise<Posted> {
  if (!session.inTransaction()) throw new Error('coins.postWithin outside a transaction');
  return ledger().transactional.post(session, command);
}

/**
 * Posts what `build` makes. Where `build` refuses, the ledger is asked first: a command that was already
 * done is answered again, and a claim that someone else holds weighs more than the refusal. `build` may add
 * claims to the list before it refuses. `door` is where another change goes along with the entry.
 *
 * @throws AppError as `post` does, or what `build` threw.
 */
export async function postOrRefuse(
  merchantId: string,
  claims: Claims,
  fingerprint: string,
  build: () => Promise<Command>,
  door: (command: Command) => Promise<Posted> = post,
): Promise<Posted> {
  let command: Command;
  try {
    command = await build();
  } catch (refusal) {
    const entries = await ledger().store.findClaims(merchantId, claims);
    const entry = entryByClaims(claims, fingerprint, holdersOf(entries));
    if (entry) return { entry, replayed: true };
    throw refusal;
  }
  return door(command);
}

/**
 * Keeps free text under an entry's id, before the entry: entries hold ids only. A remark whose entry was
 * never appended is shown nowhere.
 */
export async function writeRemark(
  merchantId: string,
  entryId: string,
  text: string,
): Promise<void> {
  await RemarkModel.create({ _id: entryId, merchantId, text });
}

/** The entries that hold these claims, by claim; read at majority. */
export async function claimHolders(
  merchantId: string,
  claims: readonly string[],
): Promise<Map<string, Entry>> {
  if (claims.length === 0) return new Map();
  return holdersOf(await ledger().store.findClaims(merchantId, claims));
}

/** Which of these claims are held. */
export async function usedClaims(
  merchantId: string,
  claims: readonly string[],
): Promise<Set<string>> {
  const holders = await claimHolders(merchantId, claims);
  return new Set(claims.filter((claim) => holders.has(claim)));
}

function viewOf(exact: Wallet, now: Date): WalletView {
  const wallet = walletAt(exact, now);
  const { points, ...balance } = balancesOf(wallet, now);
  return {
    balance,
    lots: wallet.lots.filter((lot) => !isExpired(lot, now)),
    holds: wallet.holds.map(({ id, takes, expiresAt }) => ({
      id,
      heldFen: sumOf(takes),
      expiresAt,
    })),
    points,
    spentFen: wallet.spentFen,
    frozen: wallet.frozen,
    ...(wallet.pinToday && { pinToday: wallet.pinToday }),
    cappedPrincipalFen: cappedPrincipalFen(wallet),
    seq: exact.version,
  };
}

/** Exact holdings of several cards of one merchant; a card whose wallet is damaged is left out. */
export async function walletsOf(
  merchantId: string,
  cardIds: readonly string[],
  now: Date,
): Promise<Map<string, WalletView>> {
  if (cardIds.length === 0) return new Map();
  const keys = cardIds.map((cardId) => ({ merchantId, cardId }));
  const wallets = await ledger().store.loadWallets(keys, () => undefined);
  return new Map([...wallets].map(([cardId, wallet]) => [cardId, viewOf(wallet, now)]));
}

/** One card's wallet as its entries make it, read at majority. */
export async function exactWallet({
  merchantId,
  cardId,
}: {
  merchantId: string;
  cardId: string;
}): Promise<Wallet> {
  const wallets = await ledger().store.loadWallets([{ merchantId, cardId }]);
  const wallet = wallets.get(cardId);
  if (!wallet) throw new Error(`no wallet was loaded for ${cardId}`);
  return wallet;
}

/** Exact holdings of one card. */
export async function walletOf(
  key: { merchantId: string; cardId: string },
  now: Date,
): Promise<WalletView> {
  return viewOf(await exactWallet(key), now);
}

interface EntryQuery {
  beforeSeq?: number | undefined;
  limit: number;
  /** Only entries that changed the points. */
  pointsOnly?: boolean;
}

/** A card's entries, newest first, from below `beforeSeq`. */
export function entriesOf(
  { merchantId, cardId }: { merchantId: string; cardId: string },
  { beforeSeq, limit, pointsOnly = false }: EntryQuery,
): Promise<Entry[]> {
  const below = beforeSeq === undefined ? {} : { seq: trusted({ $lt: beforeSeq }) };
  const changed = pointsOnly ? { pointsDelta: trusted({ $ne: 0 }) } : {};
  return EntryModel.find({ merchantId, cardId, ...below, ...changed })
    .read('primary')
    .readConcern('majority')
    .sort({ seq: -1 })
    .limit(limit)
    .lean<Entry[]>();
}

/** Entries of one merchant by their ids, in any order; unknown ones are missing. */
export function entriesByIds(merchantId: string, ids: readonly string[]): Promise<Entry[]> {
  return EntryModel.find({ merchantId, _id: trusted({ $in: [...ids] }) })
    .readConcern('majority')
    .lean<Entry[]>();
}

/** One entry of a merchant; null where there is none. */
export function entryById(merchantId: string, entryId: string): Promise<Entry | null> {
  return EntryModel.findOne({ merchantId, _id: entryId }).readConcern('majority').lean<Entry>();
}

/** The reversals of a redemption so far, oldest first. */
export function reversalsOf(original: Entry): Promise<Entry[]> {
  const { merchantId, cardId, _id: refersTo } = original;
  return EntryModel.find({
    merchantId,
    cardId,
    seq: trusted({ $gt: original.seq }),
    refersTo,
    type: 'reverse',
  })
    .readConcern('majority')
    .sort({ seq: 1 })
    .lean<Entry[]>();
}

/**
 * A redemption with its reversals, ready to be reversed once more. One that began as a hold is named by the
 * hold's id or its capture's.
 *
 * @throws AppError `notFound`; `reversalExceeds` for a hold that was not captured.
 */
export async function reversible(
  merchantId: string,
  entryId: string,
): Promise<{ entry: Entry; original: Reversible; reversals: number }> {
  const named = await entryById(merchantId, entryId);
  const entry = named && (await takingOf(named));
  if (!entry) {
    if (named?.type === 'hold') throw new AppError('reversalExceeds', { leftFen: 0 });
    throw new AppError('notFound');
  }
  const reversals = await reversalsOf(entry);
  return { entry, original: reversibleOf(entry, reversals), reversals: reversals.length };
}
