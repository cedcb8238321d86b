import { type AmountText, typedAmount } from '@/lib/amount';

export { amountOf, amountTextOf, type AmountText, typedAmount } from '@/lib/amount';

export type AmountKey = '0' | '1' | '2' | '3' | '4' | '5' | '6' | '7' | '8' | '9' | '.' | 'back';

/** The text after one key; a key that would leave no sum is ignored. */
export function pressAmountKey(text: AmountText, key: AmountKey): AmountText {
  if (key === 'back') return text === '0.' ? '' : text.slice(0, -1);
  if (key === '.') return text.includes('.') ? text : `${text || '0'}.`;
  return typedAmount(text === '0' ? key : text + key) ?? text;
}
