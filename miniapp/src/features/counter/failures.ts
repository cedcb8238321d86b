import { formatFen } from '@merchant-coin/shared/kernel/money';
import { useTexts } from '@/i18n';
import { failureTexts, type FailureText } from '@/i18n/counterFailures';
import { errorTexts } from '@/i18n/errors';
import type { ApiError } from '@/lib/errors';

export const numberIn = (details: Record<string, unknown>, name: string): number | null => {
  const value = details[name];
  return typeof value === 'number' ? value : null;
};

/** What the server says is there and what is missing; null where it does not say. */
function fundsIn({ details }: ApiError): { spendableFen: number; missingFen: number } | null {
  const spendableFen = numberIn(details, 'spendableFen');
  const missingFen = numberIn(details, 'missingFen');
  return spendableFen === null || missingFen === null ? null : { spendableFen, missingFen };
}

export function secondsAgoIn({ details }: ApiError): number {
  return numberIn(details, 'secondsAgo') ?? 0;
}

/** Seconds to wait before another try is worth it; 0 for none. */
export function waitSecondsIn({ details, retryAfterSeconds }: ApiError): number {
  return numberIn(details, 'retryAfterSeconds') ?? retryAfterSeconds ?? 0;
}

type Words = (typeof failureTexts)['zh-CN'];

/** What was being done; each says in its own words what did not happen. */
export type FailedAct = 'charge' | 'recharge' | 'refund' | 'care';

function byDetails(error: ApiError, t: Words): FailureText | undefined {
  const { code, details } = error;
  if (code === 'forbidden') {
    if (details.reason === 'ownCard') return t.ownCard;
    if (details.reason === 'notYours') return t.notYours;
    if (details.reason === 'tooLate') return t.tooLate;
  }
  if (code === 'insufficientBalance') {
    const funds = fundsIn(error);
    const heldFen = numberIn(details, 'heldFen');
    if (heldFen !== null) return t.aboveHeld(formatFen(heldFen));
    if (funds) return t.insufficient(formatFen(funds.spendableFen), formatFen(funds.missingFen));
  }
  if (code === 'payCodeAmountDiffers') {
    const codeFen = numberIn(details, 'codeFen');
    const priceFen = numberIn(details, 'priceFen');
    if (codeFen !== null && priceFen !== null) {
      return t.amountDiffers(formatFen(codeFen), formatFen(priceFen));
    }
  }
  if (code === 'principalCapExceeded') {
    const room = numberIn(details, 'roomFen');
    const cap = numberIn(details, 'capFen');
    if (room !== null && cap !== null) return t.capExceeded(formatFen(room), formatFen(cap));
  }
  const aboutHold = code === 'conflict' ? t.holds[String(details.reason)] : undefined;
  if (aboutHold) return aboutHold;
  // Registering answers `conflict` where the merchant is not open.
  const isAboutMerchant = code === 'rechargeUnavailable' || code === 'conflict';
  return isAboutMerchant ? t.noRecharge[String(details.reason)] : undefined;
}

/** The words for a refusal at the counter, by its code and what the server adds to it. */
export function useFailureText(): (error: ApiError, act: FailedAct) => FailureText {
  const t = useTexts(failureTexts);
  const common = useTexts(errorTexts);
  return (error, act) => {
    const refund = act === 'refund' ? t.noRefund[String(error.details.reason)] : undefined;
    const special = refund ?? byDetails(error, t) ?? t[act][error.code];
    if (special) return special;
    const { title, money, action } = common[error.code];
    return { title, text: `${money}${/[.]$/.test(money) ? ' ' : ''}${action}` };
  };
}
