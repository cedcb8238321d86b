import type { NewRechargeCardBatch, PrintedRechargeCard } from '@merchant-coin/shared';
import { formatRechargeCardCode } from '@merchant-coin/shared/recharges/rules';

/** A batch with its codes, as it goes to the printer. */
export interface PrintedBatch {
  batch: NewRechargeCardBatch;
  cards: PrintedRechargeCard[];
}

/** One line a card, for a spreadsheet or a printer: number, code, value in yuan. */
export function csvOf({ batch, cards }: PrintedBatch, head: string): string {
  const yuan = (batch.amountFen / 100).toFixed(2);
  const lines = cards.map(
    ({ number, code }) => `${number},${formatRechargeCardCode(code)},${yuan}`,
  );
  return [head, ...lines].join('\n');
}
