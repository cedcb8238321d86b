import Taro from '@tarojs/taro';
import { useState } from 'react';
import { type ApiError, asApiError } from '@/lib/errors';
import { replaceBy } from '@/lib/nav';
import { useBusy } from '@/lib/useBusy';
import { useIsOpen } from '@/lib/useIsOpen';
import type { Wish } from './intents';
import { orderAndPay } from './paying';

/** Why nothing is paid yet: the server refused, or the member or WeChat ended it. */
export type Unpaid = { is: 'refused'; error: ApiError } | { is: 'cancel' | 'fail' };

/** Where the member is: browsers make a new object of the same page each time. */
function pageOnTop(): string {
  const pages = Taro.getCurrentPages();
  return `${pages.length} ${pages.at(-1)?.route}`;
}

/** Orders and pays; on the way out to the result page, or with word why not. One at a time. */
export function usePaying(cardId: string, earlier: Unpaid | null = null) {
  const [unpaid, setUnpaid] = useState(earlier);
  const [busy, run] = useBusy();
  const isOpen = useIsOpen();
  const start = (wish: Wish, onRefused?: (error: ApiError) => void) =>
    run(async () => {
      setUnpaid(null);
      // A page goes on below those that are opened from it.
      const here = pageOnTop();
      const wanted = () => isOpen() && pageOnTop() === here;
      try {
        const paid = await orderAndPay(cardId, wish, wanted);
        if (!paid || !wanted()) return;
        const { orderId, end } = paid;
        if (end === 'cancel' || end === 'fail') setUnpaid({ is: end });
        if (end === 'ok') replaceBy('rechargeResult', { cardId, orderId, payResult: 'ok' });
      } catch (cause) {
        const error = asApiError(cause);
        setUnpaid({ is: 'refused', error });
        onRefused?.(error);
      }
    });
  return { busy, unpaid, forget: () => setUnpaid(null), start };
}
