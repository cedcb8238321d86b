import type { RechargeOrder } from '@merchant-coin/shared';
import { call } from '@/lib/client';
import { asApiError } from '@/lib/errors';
import { urlOf } from '@/lib/nav';
import { askForPayment, payerCode, type PaymentEnd } from '@/lib/pay';
import { untilAnswered } from '@/lib/untilAnswered';
import { forgetIntent, type Intent, intentFor, rememberOrder, type Wish } from './intents';

type Ordered = Awaited<ReturnType<typeof placeOrder>>;
type Wanted = () => boolean;

/** Asks for the order under its kept key, each time with a code of now. */
async function placeOrder(cardId: string, intent: Intent, wanted: Wanted) {
  const { requestKey: idempotencyKey, amountFen, bonusFen, contractVersion } = intent;
  const send = async () =>
    call(
      'rechargeOrders.createRechargeOrder',
      { cardId, amountFen, bonusFen, contractVersion, loginCode: await payerCode() },
      { idempotencyKey },
    );
  const answer = await untilAnswered(send, wanted);
  rememberOrder(cardId, intent, answer.order.id);
  return answer;
}

const forgetKey = (cardId: string, { requestKey }: Intent) =>
  forgetIntent(cardId, (intent) => intent.requestKey === requestKey);

/** An order that can be paid, or one that has been. */
async function orderFor(cardId: string, wish: Wish, wanted: Wanted): Promise<Ordered> {
  const intent = intentFor(cardId, wish);
  try {
    const answer = await placeOrder(cardId, intent, wanted);
    if (answer.order.state !== 'closed') return answer;
  } catch (cause) {
    // An earlier try with other content went through.
    if (asApiError(cause).code === 'idempotencyMismatch') forgetKey(cardId, intent);
    throw cause;
  }
  // Its time was over before anyone paid: the same again is a new order.
  forgetKey(cardId, intent);
  return placeOrder(cardId, intentFor(cardId, wish), wanted);
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

/**
 * Orders and has it paid for. Null where the member had gone on to something else by the time that the order
 * was made: nothing opens over what they do now, and the order waits on the recharge page.
 *
 * @throws ApiError why there is no order, or that it is not known
 */
export async function orderAndPay(
  cardId: string,
  wish: Wish,
  wanted: Wanted,
): Promise<{ orderId: string; end: PaymentEnd } | null> {
  const ordered = await orderFor(cardId, wish, wanted);
  if (!wanted()) return null;
  return { orderId: ordered.order.id, end: await pay(ordered) };
}
