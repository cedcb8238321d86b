import type { RechargeOrder } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useEffect } from 'react';
import { useTexts } from '@/i18n';
import { rechargeOrderTexts } from '@/i18n/rechargeOrders';
import { rechargeResultTexts } from '@/i18n/rechargeResult';
import { useMyCard } from '@/lib/cards';
import { serverNow } from '@/lib/clock';
import { isUnanswered } from '@/lib/errors';
import { formatInstant } from '@/lib/format';
import { goBack, replaceBy, returnTo } from '@/lib/nav';
import { CAN_PAY } from '@/lib/pay';
import { Button } from '@/ui/Button';
import { Money } from '@/ui/Money';
import { Row, Rows } from '@/ui/Rows';
import { Screen } from '@/ui/Screen';
import type { ScreenState } from '@/ui/StateView';
import { NotPaid } from './Foot';
import { intentOf } from './intents';
import { Outcome } from './Outcome';
import { type Hint, hintOf } from './standing';
import { type OrderWatch, useOrder } from './useOrder';
import { usePaying } from './usePaying';
import './index.scss';
import './result.scss';

function Facts({ order }: { order: RechargeOrder }) {
  const t = useTexts(rechargeResultTexts);
  const { reasons } = useTexts(rechargeOrderTexts);
  const card = useMyCard(order.cardId).data;
  const { id, state, amountFen, bonusFen, bonusValidDays, refundReason, createdAt, paidAt } = order;
  const isCredited = state === 'credited';
  return (
    <Rows>
      {refundReason && <Row title={t.reason} value={reasons[refundReason]} />}
      {isCredited && <Row title={t.paid} value={<Money fen={amountFen} signed />} />}
      {isCredited && bonusFen > 0 && (
        <Row
          title={t.bonus}
          note={bonusValidDays === null ? undefined : t.bonusDays(bonusValidDays)}
          value={<Money fen={bonusFen} signed />}
        />
      )}
      {isCredited && card && (
        <Row
          title={t.balanceNow}
          value={<Money fen={card.balance.spendableFen} className="recharge-result__balance" />}
        />
      )}
      {paidAt ? (
        <Row title={t.paidAt} value={formatInstant(paidAt)} />
      ) : (
        <Row title={t.orderedAt} value={formatInstant(createdAt)} />
      )}
      <Row title={t.orderNumber} value={<Text className="recharge-result__code">{id}</Text>} />
    </Rows>
  );
}

/** Pays the order on, where this device made it and there is time. */
function PayOn({ order, onBack }: { order: RechargeOrder; onBack: () => void }) {
  const t = useTexts(rechargeResultTexts);
  const { cardId, expiresAt } = order;
  const { busy, unpaid, start } = usePaying(cardId);
  const isInTime = Date.parse(expiresAt) > serverNow();
  const intent = isInTime && CAN_PAY ? intentOf(cardId, order) : null;
  if (!intent) return <Button onTap={onBack}>{t.back}</Button>;
  return (
    <View className="recharge__foot">
      {unpaid && <NotPaid unpaid={unpaid} />}
      <Button busy={busy} onTap={() => start(intent)}>
        {t.payOn}
      </Button>
      <Button kind="quiet" disabled={busy} onTap={onBack}>
        {t.back}
      </Button>
    </View>
  );
}

interface ActionProps {
  watch: OrderWatch;
  onDone: () => void;
}

/** The one thing to do, as the order stands. */
function Action({ watch, onDone }: ActionProps) {
  const t = useTexts(rechargeResultTexts);
  const { order, standing, lookAgain } = watch;
  if (standing === 'notPaid' && order) return <PayOn order={order} onBack={onDone} />;
  if (standing === 'slow') return <Button onTap={lookAgain}>{t.lookAgain}</Button>;
  if (standing === 'closed' && order) {
    const { cardId } = order;
    return <Button onTap={() => replaceBy('recharge', { cardId })}>{t.again}</Button>;
  }
  const isWaiting = standing === 'confirming' || standing === 'crediting';
  return isWaiting ? null : <Button onTap={onDone}>{t.done}</Button>;
}

function stateOf({ order, error, lookAgain }: OrderWatch, hint: Hint): ScreenState {
  // Just paid: what is known is said at once, answer or not.
  const isKnown = order !== null || (hint === 'ok' && (error === null || isUnanswered(error)));
  if (isKnown) return { is: 'content' };
  return error ? { is: 'error', error, retry: lookAgain } : { is: 'loading' };
}

/** What became of an order: asked of the server until it is known, whatever the pay page has said. */
export default function RechargeResultPage() {
  const t = useTexts(rechargeResultTexts);
  const { cardId = '', orderId = '', payResult } = useRouter().params;
  const hint = hintOf(payResult);
  const watch = useOrder(cardId, orderId, hint);
  const { order, standing, error } = watch;
  const hasComeBackUnpaid = standing === 'notPaid' && hint !== null && hint !== 'ok';
  useEffect(() => {
    // The browser has been away to pay and did not: the form is as it was.
    if (hasComeBackUnpaid && payResult) replaceBy('recharge', { cardId, orderId, payResult });
  }, [hasComeBackUnpaid, cardId, orderId, payResult]);
  const leave = () => (hint === null ? goBack() : returnTo('card', { cardId }));
  return (
    <Screen
      title={t.title}
      payCode={cardId}
      state={hasComeBackUnpaid ? { is: 'loading' } : stateOf(watch, hint)}
      onLeave={leave}
      action={<Action watch={watch} onDone={leave} />}
    >
      <View>
        <Outcome
          standing={standing}
          order={order}
          isOffline={standing === 'slow' && error !== null && isUnanswered(error)}
        />
        {order && <Facts order={order} />}
      </View>
    </Screen>
  );
}
