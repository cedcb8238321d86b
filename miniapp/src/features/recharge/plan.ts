import type { RechargeOffer, RechargeTerms } from '@merchant-coin/shared';
import { rechargeStepFor } from '@merchant-coin/shared/campaigns/rules';
import { type AmountText, amountOf } from '@/lib/amount';
import type { Wish } from './intents';

/** What was typed, as what it would bring. */
export interface Plan {
  /** 0 while there is none. */
  amountFen: number;
  /** The step that the sum reaches. */
  offer: RechargeOffer | null;
  bonusFen: number;
  /** More than the card has room for. */
  isOver: boolean;
  /** Null while it cannot be asked for. */
  wish: Wish | null;
}

type Terms = Pick<RechargeTerms, 'offers' | 'roomFen' | 'contract'>;

/** What a typed sum means under these terms. */
export function planOf(text: AmountText, { offers, roomFen, contract }: Terms): Plan {
  const amountFen = amountOf(text);
  const offer = rechargeStepFor(offers, amountFen);
  const bonusFen = offer?.bonusFen ?? 0;
  const isOver = amountFen > roomFen;
  const wish =
    amountFen > 0 && !isOver ? { amountFen, bonusFen, contractVersion: contract.version } : null;
  return { amountFen, offer, bonusFen, isOver, wish };
}

/** The contract's version that need not be accepted any more, by what is on record and what was ticked. */
export function isAccepted(
  { version, acceptedVersion }: RechargeTerms['contract'],
  tickedVersion: number | null,
): boolean {
  return acceptedVersion === version || tickedVersion === version;
}
