import type { RechargeTerms } from '@merchant-coin/shared';
import { useState } from 'react';
import { type AmountText, amountTextOf, typedAmount } from '@/lib/amount';
import type { ApiError } from '@/lib/errors';
import { refreshAll, type Resource } from '@/lib/resource';
import { intentOfOrder, type Wish } from './intents';
import { isAccepted, type Plan, planOf } from './plan';
import { hintOf } from './standing';
import { type Unpaid, usePaying } from './usePaying';

/** What the page was opened with: an order that was not paid is taken up again. */
interface Opened {
  cardId: string;
  orderId?: string | undefined;
  payResult?: string | undefined;
}

/** The refusals after which what the page says is no longer true. */
const OUTDATED: readonly ApiError['code'][] = [
  'conflict',
  'principalCapExceeded',
  'rechargeUnavailable',
  'cardFrozen',
  'phoneUnconfirmed',
];

function earlierOf(payResult: string | undefined): Unpaid | null {
  const hint = hintOf(payResult);
  return hint === 'cancel' || hint === 'fail' ? { is: hint } : null;
}

export interface RechargeForm {
  text: AmountText;
  plan: Plan;
  accepted: boolean;
  /** Asked to pay before accepting. */
  mustAccept: boolean;
  busy: boolean;
  unpaid: Unpaid | null;
  type: (text: string) => void;
  accept: (yes: boolean) => void;
  submit: () => void;
  /** Pays an order that waits. */
  payOn: (wish: Wish) => void;
}

/** What the member types, accepts and pays; what was there before a cancelled payment stays. */
export function useRecharge(opened: Opened, terms: Resource<RechargeTerms>): RechargeForm | null {
  const { cardId, orderId, payResult } = opened;
  const [earlier] = useState(() => (orderId ? intentOfOrder(cardId, orderId) : null));
  const [text, setText] = useState(earlier ? amountTextOf(earlier.amountFen) : '');
  const [ticked, setTicked] = useState(earlier?.contractVersion ?? null);
  const [mustAccept, setMustAccept] = useState(false);
  const { busy, unpaid, forget, start } = usePaying(cardId, earlierOf(payResult));
  const { data, refresh } = terms;
  if (!data) return null;
  const plan = planOf(text, data);
  const accepted = isAccepted(data.contract, ticked);
  const pay = (wish: Wish) => {
    start(wish, ({ code }) => {
      if (OUTDATED.includes(code)) void refresh();
      refreshAll(`rechargeOrders.${cardId}`);
    });
  };
  return {
    ...{ text, plan, accepted, mustAccept, busy, unpaid },
    type: (typed) => {
      setText(typedAmount(typed) ?? text);
      forget();
    },
    accept: (yes) => {
      setTicked(yes ? data.contract.version : null);
      setMustAccept(false);
    },
    submit: () => {
      if (!accepted) setMustAccept(true);
      else if (plan.wish) pay(plan.wish);
    },
    payOn: pay,
  };
}
