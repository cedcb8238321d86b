import type { RechargeCard } from '@merchant-coin/shared';
import { readRechargeCard } from '@merchant-coin/shared/recharges/rules';
import { useEffect, useState } from 'react';
import { call } from '@/lib/client';
import { asApiError, type ApiError } from '@/lib/errors';

export type Looked =
  | { is: 'none' }
  | { is: 'looking' }
  | { is: 'found'; card: RechargeCard }
  | { is: 'failed'; error: ApiError };

/** Looks a recharge card up as soon as its number or code is complete; answers to an older text drop. */
export function useRechargeCard(merchantId: string, text: string): [Looked, () => void] {
  const [looked, setLooked] = useState<Looked>({ is: 'none' });
  const [turn, setTurn] = useState(0);
  const named = readRechargeCard(text);
  const key = named === null ? null : JSON.stringify(named);
  useEffect(() => {
    let isCurrent = true;
    const tell = (next: Looked) => isCurrent && setLooked(next);
    tell({ is: named ? 'looking' : 'none' });
    if (named) {
      call('rechargeCards.findRechargeCard', { merchantId, ...named }).then(
        ({ card }) => tell({ is: 'found', card }),
        (cause: unknown) => tell({ is: 'failed', error: asApiError(cause) }),
      );
    }
    return () => {
      isCurrent = false;
    };
    // `key` stands for `named`, which is a new object at each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [merchantId, key, turn]);
  return [looked, () => setTurn((before) => before + 1)];
}
