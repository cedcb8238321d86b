import { parseYuan } from '@merchant-coin/shared/kernel/money';

/** What stands in an amount while it is typed: `30`, `30.`, `30.5`; empty for nothing. */
export type AmountText = string;

const TYPED = /^\d{1,8}(\.\d{0,2})?$/;

/** What a field may hold while a sum is typed into it; null for anything else. */
export function typedAmount(text: string): AmountText | null {
  if (text === '') return '';
  const isTyped = TYPED.test(text) && (amountOf(text) > 0 || Number(text) === 0);
  return isTyped ? text : null;
}

/** The sum in fen; 0 while there is none. */
export function amountOf(text: AmountText): number {
  return parseYuan(text.replace(/\.$/, '')) ?? 0;
}

/** A sum as it would have been typed: `20`, `20.50`. */
export function amountTextOf(amountFen: number): AmountText {
  return (amountFen / 100).toFixed(2).replace(/\.00$/, '');
}
