import type { PinTerms } from '../entry';
import { pinPaidFen, type Wallet } from '../wallet';
import { refuse, type Verdict } from './verdict';

/**
 * The day that a payment by PIN counts towards: one that the card has paid on stays begun, whichever clock is
 * behind at midnight, so that no day is counted from nothing twice.
 */
export function pinTermsOn({ pinToday }: Wallet, terms: PinTerms): PinTerms {
  return pinToday && pinToday.day > terms.day ? { ...terms, day: pinToday.day } : terms;
}

/** Why the PIN cannot pay that much today; null where it can. `terms` are those of `pinTermsOn`. */
export function pinRefusal(
  wallet: Wallet,
  { day, limitFen }: PinTerms,
  paidFen: number,
): Verdict | null {
  const leftFen = Math.max(0, limitFen - pinPaidFen(wallet, day));
  return paidFen <= leftFen ? null : refuse('pinLimitExceeded', { leftFen, limitFen });
}
