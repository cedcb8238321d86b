import type { LotMove, SpendPolicy } from './entry';
import { isExpired, type Lot } from './wallet';

/** Days that coins get which come back after their lot has expired (DESIGN: reversal). */
export const GRACE_DAYS = 7;

const NEVER = Number.POSITIVE_INFINITY;
const expiryOf = (lot: { expiresAt: Date | null }) => lot.expiresAt?.getTime() ?? NEVER;

export function moveOf(lot: Lot, amountFen: number): LotMove {
  return {
    lotId: lot.id,
    kind: lot.kind,
    originStoreId: lot.originStoreId,
    grantGroup: lot.grantGroup,
    expiresAt: lot.expiresAt,
    bornSeq: lot.bornSeq,
    graceOf: lot.graceOf,
    amountFen,
  };
}

const byExpiryThenAge = (a: Lot, b: Lot): number => {
  const [first, second] = [expiryOf(a), expiryOf(b)];
  return first === second ? a.bornSeq - b.bornSeq : first - second;
};

/** Lots in the order they are spent; bonus soonest expiry first, principal oldest first. */
function inSpendOrder(lots: readonly Lot[], at: Date): { bonus: Lot[]; principal: Lot[] } {
  const bonus = lots.filter((lot) => lot.kind === 'bonus' && !isExpired(lot, at));
  const principal = lots.filter((lot) => lot.kind === 'principal');
  return {
    bonus: bonus.sort(byExpiryThenAge),
    principal: principal.sort((a, b) => a.bornSeq - b.bornSeq),
  };
}

/** Takes up to `amountFen` from lots in their order. */
function takeFrom(lots: readonly Lot[], amountFen: number): LotMove[] {
  const takes: LotMove[] = [];
  let openFen = amountFen;
  for (const lot of lots) {
    if (openFen === 0) break;
    const partFen = Math.min(openFen, lot.remainingFen);
    takes.push(moveOf(lot, partFen));
    openFen -= partFen;
  }
  return takes;
}

const totalOf = (lots: readonly Lot[]) => lots.reduce((sum, lot) => sum + lot.remainingFen, 0);

/**
 * Which lots a spend of `amountFen` takes, at most what they hold. `proportional` splits by what principal
 * and bonus hold, principal rounded down, and never asks a side for more than it has.
 */
export function takesFor(
  lots: readonly Lot[],
  amountFen: number,
  policy: SpendPolicy,
  at: Date,
): LotMove[] {
  const { bonus, principal } = inSpendOrder(lots, at);
  if (policy === 'bonusFirst') return takeFrom([...bonus, ...principal], amountFen);
  if (policy === 'principalFirst') return takeFrom([...principal, ...bonus], amountFen);
  const principalFen = totalOf(principal);
  const bonusFen = totalOf(bonus);
  const shareFen = Number(
    (BigInt(amountFen) * BigInt(principalFen)) / BigInt(principalFen + bonusFen || 1),
  );
  const fromPrincipalFen = Math.max(shareFen, amountFen - bonusFen);
  return [
    ...takeFrom(principal, fromPrincipalFen),
    ...takeFrom(bonus, amountFen - fromPrincipalFen),
  ];
}

/** What a correction of `amountFen` takes of one kind, in spend order; less where the card holds less. */
export function takesOfKind(
  lots: readonly Lot[],
  kind: Lot['kind'],
  amountFen: number,
  at: Date,
): LotMove[] {
  return takeFrom(inSpendOrder(lots, at)[kind], amountFen);
}

/** The first `amountFen` of moves that were made in spend order. */
export function firstOf(moves: readonly LotMove[], amountFen: number): LotMove[] {
  const taken: LotMove[] = [];
  let openFen = amountFen;
  for (const move of moves) {
    if (openFen === 0) break;
    const partFen = Math.min(openFen, move.amountFen);
    taken.push({ ...move, amountFen: partFen });
    openFen -= partFen;
  }
  return taken;
}

/**
 * What is left of `moves` once `parts` have come back: each part counts against the lot it was given to, or
 * against the expired lot that its grace lot stands in for.
 */
export function minus(moves: readonly LotMove[], parts: readonly LotMove[]): LotMove[] {
  const left = new Map(moves.map((move) => [move.lotId, move]));
  for (const part of parts) {
    const move = left.get(part.lotId) ?? left.get(part.graceOf ?? '');
    if (!move || move.amountFen < part.amountFen)
      throw new Error(`${part.lotId} gave back too much`);
    left.set(move.lotId, { ...move, amountFen: move.amountFen - part.amountFen });
  }
  return [...left.values()].filter((move) => move.amountFen > 0);
}

/** Infinity minus Infinity is no order: lots that never expire are equal. */
function latestExpiryFirst(a: LotMove, b: LotMove): number {
  const [first, second] = [expiryOf(a), expiryOf(b)];
  return first === second ? 0 : second - first;
}

export interface GiveBack {
  /** What was taken and has not come back yet. */
  taken: readonly LotMove[];
  amountFen: number;
  at: Date;
  /** Id of the entry that gives back: names the grace lots. */
  entryId: string;
  /** `seq` that the entry will have. */
  seq: number;
}

/**
 * Puts coins back into the lots they came from, latest-expiring first, with their own expiry. What belongs
 * to a lot that has expired meanwhile becomes a new lot of the same origin, good for `GRACE_DAYS`.
 */
export function giveBack({ taken, amountFen, at, entryId, seq }: GiveBack): LotMove[] {
  const latestFirst = [...taken].sort((a, b) => latestExpiryFirst(a, b) || b.bornSeq - a.bornSeq);
  return firstOf(latestFirst, amountFen).map((move, index) => {
    if (!isExpired(move, at)) return move;
    return {
      ...move,
      lotId: `${entryId}g${index}`,
      graceOf: move.lotId,
      bornSeq: seq,
      expiresAt: new Date(at.getTime() + GRACE_DAYS * 86_400_000),
    };
  });
}
