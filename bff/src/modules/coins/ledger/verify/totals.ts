/** What a merchant's entries brought and took, and what its wallets hold by the fold. */
export interface Totals {
  givenFen: number;
  takenFen: number;
  inWalletsFen: number;
  /** The part of it that is held. */
  heldFen: number;
}

export const noTotals = (): Totals => ({ givenFen: 0, takenFen: 0, inWalletsFen: 0, heldFen: 0 });

export function addFlow(totals: Totals, flowFen: number): void {
  if (flowFen > 0) totals.givenFen += flowFen;
  else totals.takenFen -= flowFen;
}

/** The sum over merchants. */
export function sumOfTotals(all: Iterable<Totals>): Totals {
  const sum = noTotals();
  for (const each of all) {
    for (const field of Object.keys(sum) as (keyof Totals)[]) sum[field] += each[field];
  }
  return sum;
}
