import type { Balances, Entry, LotMove, RefundTerms } from './entry';

export interface Lot {
  id: string;
  kind: LotMove['kind'];
  originStoreId: string;
  grantGroup: string;
  expiresAt: Date | null;
  bornSeq: number;
  graceOf: string | null;
  remainingFen: number;
}

/** Coins taken out of their lots until a capture or a release. Its id is its entry's id. */
export interface Hold {
  id: string;
  takes: LotMove[];
  expiresAt: Date | null;
  /** Only on a refund's: it is burnt for money or released, never captured. */
  refund: RefundTerms | null;
}

export interface RecentRedeem {
  entryId: string;
  storeId: string | null;
  paidFen: number;
  at: Date;
}

/** What a card holds: the fold of its entries. Never changed in place. */
export interface Wallet {
  merchantId: string;
  cardId: string;
  /** `seq` of the last entry; 0 for a card without any. */
  version: number;
  /** Hash of the last entry; empty for a card without any. */
  head: string;
  lastAt: Date | null;
  /** Lots with coins left, oldest first. */
  lots: readonly Lot[];
  holds: readonly Hold[];
  points: number;
  spentFen: number;
  frozen: boolean;
  /** For the double-charge guard: what was paid, or set aside to be, within three minutes. */
  recentRedeems: readonly RecentRedeem[];
  /** What was paid by PIN on the last day that anything was; absent on a card that never did. */
  pinToday?: { day: string; paidFen: number };
}

/** Within this time the same sum at the same store is asked about (DESIGN: the same sum twice). */
export const DUPLICATE_WINDOW_MS = 180_000;

/** No person pays more often than this in three minutes; a machine's card stays small too. */
const MOST_RECENT_REDEEMS = 16;

export function emptyWallet(merchantId: string, cardId: string): Wallet {
  return {
    merchantId,
    cardId,
    version: 0,
    head: '',
    lastAt: null,
    lots: [],
    holds: [],
    points: 0,
    spentFen: 0,
    frozen: false,
    recentRedeems: [],
  };
}

/** A bonus lot cannot be spent from the moment it expires, written off or not. */
export function isExpired(lot: { expiresAt: Date | null }, at: Date): boolean {
  return lot.expiresAt !== null && lot.expiresAt.getTime() <= at.getTime();
}

export const sumOf = (moves: readonly LotMove[]): number =>
  moves.reduce((sum, move) => sum + move.amountFen, 0);

export function balancesOf(wallet: Pick<Wallet, 'lots' | 'holds' | 'points'>, at: Date): Balances {
  let principalFen = 0;
  let bonusFen = 0;
  for (const lot of wallet.lots) {
    if (lot.kind === 'principal') principalFen += lot.remainingFen;
    else if (!isExpired(lot, at)) bonusFen += lot.remainingFen;
  }
  const heldFen = wallet.holds.reduce((sum, hold) => sum + sumOf(hold.takes), 0);
  return {
    principalFen,
    bonusFen,
    heldFen,
    spendableFen: principalFen + bonusFen,
    points: wallet.points,
  };
}

/** Principal that counts towards the cap: what lies in lots and what is held. */
export function cappedPrincipalFen(wallet: Wallet): number {
  const inLots = wallet.lots.filter((lot) => lot.kind === 'principal');
  const held = wallet.holds.flatMap((hold) =>
    hold.takes.filter((take) => take.kind === 'principal'),
  );
  return inLots.reduce((sum, lot) => sum + lot.remainingFen, 0) + sumOf(held);
}

/** A lot after some of its coins have left; throws where that would make it negative (rule 3). */
function without(lots: readonly Lot[], takes: readonly LotMove[]): Lot[] {
  const left = new Map(lots.map((lot) => [lot.id, lot]));
  for (const take of takes) {
    const lot = left.get(take.lotId);
    const remainingFen = (lot?.remainingFen ?? 0) - take.amountFen;
    if (!lot || remainingFen < 0 || take.amountFen <= 0) {
      throw new Error(`lot ${take.lotId} does not hold ${take.amountFen} fen`);
    }
    if (remainingFen === 0) left.delete(take.lotId);
    else left.set(take.lotId, { ...lot, remainingFen });
  }
  return [...left.values()];
}

function withGiven(lots: readonly Lot[], gives: readonly LotMove[]): Lot[] {
  const all = new Map(lots.map((lot) => [lot.id, lot]));
  for (const { lotId, amountFen, ...rest } of gives) {
    if (amountFen <= 0) throw new Error(`lot ${lotId} cannot be given ${amountFen} fen`);
    const remainingFen = (all.get(lotId)?.remainingFen ?? 0) + amountFen;
    all.set(lotId, { id: lotId, ...rest, remainingFen });
  }
  return [...all.values()].sort((a, b) => a.bornSeq - b.bornSeq || (a.id < b.id ? -1 : 1));
}

/** A capture and a refund take what their hold has set aside; nothing leaves the lots again. */
export const takesFromHold = ({ type }: Pick<Entry, 'type'>): boolean =>
  type === 'capture' || type === 'refund';

function holdsAfter(holds: readonly Hold[], entry: Entry): readonly Hold[] {
  if (entry.type === 'hold') {
    const { _id: id, takes, holdExpiresAt: expiresAt, refund } = entry;
    return [...holds, { id, takes, expiresAt, refund }];
  }
  if (takesFromHold(entry) || entry.type === 'release') {
    return holds.filter((hold) => hold.id !== entry.refersTo);
  }
  return holds;
}

/** What a customer would call paying: a sale, or coins set aside for one. Not what a refund sets aside. */
const isPaying = ({ type, refund }: Entry): boolean =>
  type === 'redeem' || type === 'capture' || (type === 'hold' && refund === null);

function recentAfter(recent: readonly RecentRedeem[], entry: Entry): readonly RecentRedeem[] {
  const since = entry.at.getTime() - DUPLICATE_WINDOW_MS;
  // A hold goes when it is captured or released, a sale when it is given back.
  const kept = recent.filter(
    ({ at, entryId }) => at.getTime() > since && entryId !== entry.refersTo,
  );
  if (!isPaying(entry)) return kept;
  const { _id: entryId, storeId, at } = entry;
  const latest = { entryId, storeId, paidFen: entry.sale?.paidFen ?? 0, at };
  return [...kept, latest].slice(-MOST_RECENT_REDEEMS);
}

/** What counts towards a day's limit of payments by PIN. What a reversal gives back stays counted. */
export function pinPaidFen({ pinToday }: Pick<Wallet, 'pinToday'>, day: string): number {
  return pinToday && pinToday.day >= day ? pinToday.paidFen : 0;
}

function pinAfter(wallet: Wallet, { pin, sale }: Entry): Pick<Wallet, 'pinToday'> {
  if (pin) {
    const paidFen = pinPaidFen(wallet, pin.day) + (sale?.paidFen ?? 0);
    return { pinToday: { day: pin.day, paidFen } };
  }
  return wallet.pinToday ? { pinToday: wallet.pinToday } : {};
}

/**
 * The wallet after one more entry. A capture's and a refund's takes come out of their hold, all others out
 * of lots. Throws where the entry does not follow the wallet: `seq`, `prev` or a lot does not fit, or coins
 * are short where only a correction may leave them so.
 */
export function applyEntry(wallet: Wallet, entry: Entry): Wallet {
  if (entry.seq !== wallet.version + 1) {
    throw new Error(`entry ${entry.seq} does not follow ${wallet.version}`);
  }
  if (entry.prev !== wallet.head) throw new Error(`entry ${entry.seq} breaks the hash chain`);
  if (entry.shortfallFen && (entry.type !== 'correct' || entry.shortfallFen < 0)) {
    throw new Error(`entry ${entry.seq} leaves a shortfall and is no correction`);
  }
  const lots = takesFromHold(entry) ? wallet.lots : without(wallet.lots, entry.takes);
  return {
    merchantId: wallet.merchantId,
    cardId: wallet.cardId,
    version: entry.seq,
    head: entry.hash,
    lastAt: entry.at,
    lots: entry.gives.length > 0 ? withGiven(lots, entry.gives) : lots,
    holds: holdsAfter(wallet.holds, entry),
    points: wallet.points + entry.pointsDelta,
    spentFen: wallet.spentFen + entry.spentDelta,
    frozen: entry.type === 'freeze' || (wallet.frozen && entry.type !== 'unfreeze'),
    recentRedeems: recentAfter(wallet.recentRedeems, entry),
    ...pinAfter(wallet, entry),
  };
}
