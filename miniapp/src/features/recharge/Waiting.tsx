import type { RechargeOrder } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useEffect } from 'react';
import { useTexts } from '@/i18n';
import { rechargeTexts } from '@/i18n/recharge';
import { call } from '@/lib/client';
import { serverNow } from '@/lib/clock';
import { formatInstant } from '@/lib/format';
import { open } from '@/lib/nav';
import { CAN_PAY } from '@/lib/pay';
import { useResource } from '@/lib/resource';
import { Button } from '@/ui/Button';
import { forgetIntent, intentOf, type Wish } from './intents';
import { isOver } from './standing';

const LATEST = 10;

/** The latest order that has not come to its end, if there is one. */
export function useOpenOrder(cardId: string): RechargeOrder | null {
  const { data } = useResource(`rechargeOrders.${cardId}`, () =>
    call('rechargeOrders.listMyRechargeOrders', { cardId, limit: LATEST }),
  );
  const items = data?.items;
  useEffect(() => {
    // Ended while the app was closed: asking for the same now means another order.
    const ended = items?.filter(({ state }) => isOver(state)).map(({ id }) => id) ?? [];
    forgetIntent(cardId, ({ orderId }) => orderId !== null && ended.includes(orderId));
  }, [cardId, items]);
  return items?.find(({ state }) => !isOver(state)) ?? null;
}

interface WaitingProps {
  order: RechargeOrder;
  busy: boolean;
  onPay: (wish: Wish) => void;
}

/** An order that was left open: it can be looked at, and paid by the device that made it. */
export function Waiting({ order, busy, onPay }: WaitingProps) {
  const t = useTexts(rechargeTexts);
  const { id: orderId, cardId, amountFen, state, expiresAt } = order;
  const isUnpaid = state === 'created' || state === 'paying';
  const isInTime = Date.parse(expiresAt) > serverNow();
  const intent = isUnpaid && isInTime && CAN_PAY ? intentOf(cardId, order) : null;
  const amount = formatFen(amountFen);
  return (
    <View className="recharge__waiting">
      <Text className="recharge__waiting-title">
        {isUnpaid ? t.waiting(amount) : t.confirming(amount)}
      </Text>
      <Text className="recharge__waiting-note">
        {isUnpaid ? t.waitingUntil(formatInstant(expiresAt)) : t.confirmingNote}
      </Text>
      <View className="recharge__waiting-acts">
        {intent && (
          <Button small busy={busy} onTap={() => onPay(intent)}>
            {t.payOn}
          </Button>
        )}
        <Button small kind="plain" onTap={() => open('rechargeResult', { cardId, orderId })}>
          {t.look}
        </Button>
      </View>
    </View>
  );
}
