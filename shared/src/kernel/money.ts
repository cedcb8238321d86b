/**
 * Money is an integer number of fen (1 coin = 1 RMB = 100 fen); ratios are integers in basis points.
 * Formatting happens here and nowhere else.
 */

/** The largest sum that one call may name: 10⁹ fen. */
export const MAX_AMOUNT_FEN = 1_000_000_000;

/** `discountBp` when there is no discount: the whole price is paid. */
export const FULL_PRICE_BP = 10_000;

export interface MoneyParts {
  sign: '' | '−';
  yuan: string;
  fen: string;
}

/** Splits a sum for display: thousands separated, two digits of fen, minus sign U+2212. */
export function moneyParts(amountFen: number): MoneyParts {
  const magnitude = Math.abs(amountFen);
  return {
    sign: amountFen < 0 ? '−' : '',
    yuan: String(Math.floor(magnitude / 100)).replace(/\B(?=(\d{3})+$)/g, ','),
    fen: String(magnitude % 100).padStart(2, '0'),
  };
}

/** `¥1,234.50`; negative sums as `−¥3.00`. */
export function formatFen(amountFen: number): string {
  const { sign, yuan, fen } = moneyParts(amountFen);
  return `${sign}¥${yuan}.${fen}`;
}

/** `+¥500.00` or `−¥26.40`: a movement, always with its sign. */
export function formatSignedFen(amountFen: number): string {
  return amountFen > 0 ? `+${formatFen(amountFen)}` : formatFen(amountFen);
}

/** Reads what a person types (`30`, `30.5`, `30.50`) as fen; null where it is not a sum above zero. */
export function parseYuan(text: string): number | null {
  const match = /^(\d{1,8})(?:\.(\d{1,2}))?$/.exec(text.trim());
  if (!match) return null;
  const amountFen = Number(match[1]) * 100 + Number((match[2] ?? '').padEnd(2, '0'));
  return amountFen > 0 && amountFen <= MAX_AMOUNT_FEN ? amountFen : null;
}

/** What is paid of a list price: `floor((listFen × bp + 5000) / 10000)`, rounded half up. */
export function priceFen(listFen: number, discountBp: number): number {
  // Both factors are below 2³⁰ and 2¹⁴: the product stays exact.
  return Math.floor((listFen * discountBp + 5_000) / 10_000);
}
