import { formatFen } from '@merchant-coin/shared';
import { type Break, sumOfTotals, type Totals, type Verified } from '../modules/coins';
import { number } from '../progress-bar';

/** More merchants than this are summed up only. */
const MERCHANTS_SHOWN = 20;

const counted = (n: number, one: string) => `${number(n)} ${n === 1 ? one : `${one}s`}`;

const sumsOf = ({ givenFen, takenFen, inWalletsFen, heldFen }: Totals) =>
  `${formatFen(givenFen)} given − ${formatFen(takenFen)} taken = ${formatFen(inWalletsFen)} in wallets` +
  ` (${formatFen(heldFen)} of it held)`;

/** The closing lines of a ledger that is whole. */
export function linesOf({ entries, cards, totals }: Verified): string[] {
  const merchants =
    totals.size > 1 && totals.size <= MERCHANTS_SHOWN
      ? [...totals].map(([merchantId, sums]) => `${merchantId}: ${sumsOf(sums)}`)
      : [];
  const read = `${counted(entries, 'entry').replace('entrys', 'entries')} of ${counted(cards, 'card')}`;
  const from = counted(totals.size, 'merchant');
  const sums = sumsOf(sumOfTotals(totals.values()));
  return [...merchants, `verified: ${read} of ${from}, ${sums}, nothing broken`];
}

/** One line that names the first break. */
export function lineOfBreak({ merchantId, cardId, seq, problem }: Break): string {
  if (merchantId === '') return `broken: ${problem}`;
  return `broken: merchant ${merchantId} card ${cardId} seq ${seq}: ${problem}`;
}
