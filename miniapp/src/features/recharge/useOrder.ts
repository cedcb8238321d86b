import type { RechargeOrder } from '@merchant-coin/shared';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '@/lib/client';
import { type ApiError, asApiError, isUnanswered } from '@/lib/errors';
import { onLiveEvent } from '@/lib/live';
import { refreshAll } from '@/lib/resource';
import { forgetIntent } from './intents';
import { type Hint, isOver, mayChangeSoon, pauseMs, type Standing, standingOf } from './standing';

interface Seen {
  order: RechargeOrder | null;
  /** Why the last look failed. */
  error: ApiError | null;
  /** Looks since the member last asked. */
  looks: number;
}

export interface OrderWatch extends Seen {
  standing: Standing;
  lookAgain: () => void;
}

const NOTHING: Seen = { order: null, error: null, looks: 0 };

/** What an order's end changes elsewhere. */
function settle(cardId: string, order: RechargeOrder): void {
  if (!isOver(order.state)) return;
  forgetIntent(cardId, ({ orderId }) => orderId === order.id);
  refreshAll('cards', `card.${cardId}`, `entries.${cardId}`);
}

/** Asks how an order stands until it is known: with growing pauses, and at once when the card has changed. */
export function useOrder(cardId: string, orderId: string, hint: Hint): OrderWatch {
  const [seen, setSeen] = useState(NOTHING);
  /** Only the latest look counts. */
  const turn = useRef(0);
  const look = useCallback(async () => {
    turn.current += 1;
    const mine = turn.current;
    try {
      const { order } = await call('rechargeOrders.getRechargeOrder', { cardId, orderId });
      if (mine !== turn.current) return;
      settle(cardId, order);
      setSeen(({ looks }) => ({ order, error: null, looks: looks + 1 }));
    } catch (cause) {
      if (mine !== turn.current) return;
      setSeen(({ order, looks }) => ({ order, error: asApiError(cause), looks: looks + 1 }));
    }
  }, [cardId, orderId]);

  const { order, error, looks } = seen;
  const pause = pauseMs(looks);
  const standing = standingOf(order, hint, pause === null);
  const goesOn = mayChangeSoon(standing) && (error === null || isUnanswered(error));
  useEffect(() => {
    if (pause === null || (looks > 0 && !goesOn)) return undefined;
    const timer = setTimeout(() => void look(), pause);
    return () => clearTimeout(timer);
  }, [looks, goesOn, pause, look]);
  useEffect(
    () =>
      onLiveEvent((event) => {
        if (event.type === 'entry' && event.cardId === cardId) void look();
      }),
    [cardId, look],
  );
  useEffect(
    () => () => {
      turn.current += 1;
    },
    [],
  );
  return { ...seen, standing, lookAgain: () => setSeen((before) => ({ ...before, looks: 0 })) };
}
