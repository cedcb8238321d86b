import type { RechargeOrder } from '@merchant-coin/shared';
import { useState } from 'react';
import { call } from '@/lib/client';
import { type ApiError, asApiError } from '@/lib/errors';
import { replaceBy, urlOf } from '@/lib/nav';
import { askForPayment, payerCode, type PaymentEnd } from '@/lib/pay';
import { untilAnswered } from '@/lib/untilAnswered';
import { useBusy } from '@/lib/useBusy';
import { forgetIntent, type Intent, intentFor, rememberOrder, type Wish } from './intents';

type Ordered = Awaited<ReturnType<typeof placeOrder>>;

/** Why nothing is paid yet: the server refused, or the member or WeChat ended it. */
export type Unpaid = { is: 'refused'; error: ApiError } | { is: 'cancel' | 'fail' };

/** Asks for the order under its kept key, each time with a code of now. */
async function placeOrder(cardId: string, intent: Intent) {
  const { requestKey: idempotencyKey, amountFen, bonusFen, contractVersion } = intent;
  const answer = await untilAnswered(async () =>
    call(
      'rechargeOrders.createRechargeOrder',
      { cardId, amountFen, bonusFen, contractVersion, loginCode: await payerCode() },
      { idempotencyKey },
    ),
  );
  rememberOrder(cardId, intent, answer.order.id);
  return answer;
}

const forgetKey = (cardId: string, { requestKey }: Intent) =>
  forgetIntent(cardId, (intent) => intent.requestKey === requestKey);

/** An order that can be paid, or one that has been. */
async function orderFor(cardId: string, wish: Wish): Promise<Ordered> {
  const intent = intentFor(cardId, wish);
  try {
    const answer = await placeOrder(cardId, intent);
    if (answer.order.state !== 'closed') return answer;
  } catch (cause) {
    // An earlier try with other content went through.
    if (asApiError(cause).code === 'idempotencyMismatch') forgetKey(cardId, intent);
    throw cause;
  }
  // Its time was over before anyone paid: the same again is a new order.
  forgetKey(cardId, intent);
  return placeOrder(cardId, intentFor(cardId, wish));
}

/** Whether WeChat has been paid after all: how its sheet ended is only a hint. */
async function isUnpaid({ cardId, id: orderId }: RechargeOrder): Promise<boolean> {
  const states = ['created', 'paying'];
  return call('rechargeOrders.getRechargeOrder', { cardId, orderId }).then(
    ({ order }) => states.includes(order.state),
    () => true,
  );
}

async function pay({ order, payment }: Ordered): Promise<PaymentEnd> {
  const { cardId, id: orderId } = order;
  if (!payment) return 'ok';
  const end = await askForPayment(payment, urlOf('rechargeResult', { cardId, orderId }));
  if (end === 'ok' || end === 'left') return end;
  return (await isUnpaid(order)) ? end : 'ok';
}

/** Orders and pays; on the way out to the result page, or with word why not. One at a time. */
export function usePaying(cardId: string, earlier: Unpaid | null = null) {
  const [unpaid, setUnpaid] = useState(earlier);
  const [busy, run] = useBusy();
  const start = (wish: Wish, onRefused?: (error: ApiError) => void) =>
    run(async () => {
      setUnpaid(null);
      try {
        const ordered = await orderFor(cardId, wish);
        const end = await pay(ordered);
        if (end === 'cancel' || end === 'fail') setUnpaid({ is: end });
        if (end !== 'ok') return;
        replaceBy('rechargeResult', { cardId, orderId: ordered.order.id, payResult: 'ok' });
      } catch (cause) {
        const error = asApiError(cause);
        setUnpaid({ is: 'refused', error });
        onRefused?.(error);
      }
    });
  return { busy, unpaid, forget: () => setUnpaid(null), start };
}
