import { DAY_MS } from '../kernel/time';

/**
 * What a refunded recharge gives back. Pure; sums in fen. The legal texts behind it are partly unverified:
 * views, their selection and the thresholds are data (docs/decisions/006-recharge-refunds.md).
 */

/** `cashLimitFen`: the most that may be paid out over the counter. */
export const REFUND_RULES = { coolingOffDays: 7, cashLimitFen: 10_000 } as const;

/** Why a recharge is refunded, and whose reason that is. */
export const REFUND_REASONS = {
  memberChange: 'member',
  merchantFault: 'merchant',
  counterMistake: 'merchant',
} as const;
export type RefundReason = keyof typeof REFUND_REASONS;

/**
 * How the used part is priced. `full`: nothing was used. `listPrice`: before discount. `priceCharged`: the
 * coins that were taken. `paidShare`: the coins that were taken, each worth paid ÷ (paid + bonus).
 */
export const REFUND_VIEWS = ['full', 'listPrice', 'priceCharged', 'paidShare'] as const;
export type RefundView = (typeof REFUND_VIEWS)[number];

interface Selection {
  view: RefundView;
  whose?: 'merchant';
  coolingOff?: true;
  unused?: true;
}

/** The first that fits selects the view. */
const SELECTION: readonly Selection[] = [
  { view: 'full', coolingOff: true, unused: true },
  { view: 'paidShare', whose: 'merchant' },
  { view: 'priceCharged', coolingOff: true },
  { view: 'listPrice' },
];

/** One sale that took coins of the recharge, after what came back. */
export interface RefundUse {
  entryId: string;
  at: Date;
  storeId: string | null;
  /** Coins of this recharge, principal and bonus alike. */
  takenFen: number;
  /** Their share of the sale's list price. */
  listFen: number;
}

export interface RefundFacts {
  paidFen: number;
  /** Granted with it, expired or not. */
  bonusFen: number;
  paidAt: Date;
  /** Oldest first. */
  uses: readonly RefundUse[];
  /** What of it can be spent now: all that can be burnt for money. */
  leftPrincipalFen: number;
  leftBonusFen: number;
  /** What earlier refunds of it paid out. */
  refundedFen: number;
}

export interface RefundSum {
  view: RefundView;
  /** What each use counts for, in the order of `uses`. */
  usedFen: readonly number[];
  /** What the member gets in money. */
  refundFen: number;
  /** Part of the sum that no coins are left for, as of a bonus that has expired. */
  uncoveredFen: number;
  /** What is burnt beyond the sum. */
  lapsingPrincipalFen: number;
  lapsingBonusFen: number;
}

/** `amountFen × part ÷ whole`, rounded down; exact for any sums. */
export function shareOf(amountFen: number, part: number, whole: number): number {
  return whole === 0 ? 0 : Number((BigInt(amountFen) * BigInt(part)) / BigInt(whole));
}

/** What the uses count for at paid ÷ (paid + bonus): rounded as one sum, so that the lines add up to it. */
function paidShares({ uses, paidFen, bonusFen }: RefundFacts): number[] {
  let takenFen = 0;
  return uses.map((use) => {
    const beforeFen = shareOf(takenFen, paidFen, paidFen + bonusFen);
    takenFen += use.takenFen;
    return shareOf(takenFen, paidFen, paidFen + bonusFen) - beforeFen;
  });
}

const USED: Record<RefundView, (facts: RefundFacts) => number[]> = {
  full: ({ uses }) => uses.map(() => 0),
  listPrice: ({ uses }) => uses.map((use) => use.listFen),
  priceCharged: ({ uses }) => uses.map((use) => use.takenFen),
  paidShare: paidShares,
};

/**
 * What is paid back in one view: what was paid, less what was used, less what was refunded before; never
 * below zero and never more than the coins that are burnt for it. Principal covers it first.
 */
export function refundSum(facts: RefundFacts, view: RefundView): RefundSum {
  const usedFen = USED[view](facts);
  const allUsedFen = usedFen.reduce((sum, fen) => sum + fen, 0);
  const dueFen = Math.max(0, facts.paidFen - allUsedFen - facts.refundedFen);
  const { leftPrincipalFen, leftBonusFen } = facts;
  const refundFen = Math.min(dueFen, leftPrincipalFen + leftBonusFen);
  const fromBonusFen = Math.max(0, refundFen - leftPrincipalFen);
  return {
    view,
    usedFen,
    refundFen,
    uncoveredFen: dueFen - refundFen,
    lapsingPrincipalFen: leftPrincipalFen - (refundFen - fromBonusFen),
    lapsingBonusFen: leftBonusFen - fromBonusFen,
  };
}

/** The views that mean something: 'full' only while nothing has been used. */
export function refundSums(facts: RefundFacts): RefundSum[] {
  const views = REFUND_VIEWS.filter((view) => view !== 'full' || facts.uses.length === 0);
  return views.map((view) => refundSum(facts, view));
}

const inCoolingOff = (paidAt: Date, now: Date): boolean =>
  now.getTime() - paidAt.getTime() <= REFUND_RULES.coolingOffDays * DAY_MS;

/** The view that a reason selects. */
export function selectedView(facts: RefundFacts, reason: RefundReason, now: Date): RefundView {
  const fits = ({ whose, coolingOff, unused }: Selection): boolean =>
    (whose === undefined || whose === REFUND_REASONS[reason]) &&
    (!coolingOff || inCoolingOff(facts.paidAt, now)) &&
    (!unused || facts.uses.length === 0);
  return SELECTION.find(fits)?.view ?? 'listPrice';
}

/** What staff may choose: the view that the reason selects, then those that give the member more. */
export function refundChoices(facts: RefundFacts, reason: RefundReason, now: Date): RefundView[] {
  const selected = refundSum(facts, selectedView(facts, reason, now));
  const better = refundSums(facts)
    .filter((sum) => sum.refundFen > selected.refundFen)
    .sort((a, b) => a.refundFen - b.refundFen);
  return [selected.view, ...better.map((sum) => sum.view)];
}
