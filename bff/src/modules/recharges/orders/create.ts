import type { api, Input } from '@merchant-coin/shared';
import { newId } from '../../../db/ids';
import { open, seal } from '../../../db/seal';
import { isDuplicateOf } from '../../../db/transaction';
import { AppError } from '../../../http/app-error';
import type { Keyed } from '../../../http/mount';
import { wechatConfig } from '../../../wechat/config';
import { openidOf } from '../../../wechat/client';
import { failedBy } from '../../../wechat/errors';
import type { PaymentParams } from '../../../wechat/pay';
import type { CardDocument } from '../../cards';
import { acceptContract } from '../../members';
import { appOf, channelOf } from '../payees/keys';
import { markRefused, payeeById } from '../payees/payees';
import { agreedBonus } from '../terms';
import { firstLookAt, PAYABLE_MS } from './due';
import { keyOf, orderBy, orderByRequest } from './find';
import { lookAt } from './look';
import { type OrderDocument, OrderModel } from './orders.model';
import { assertOrderable, orderTermsOf } from './terms';

export type OrderRequest = Pick<
  Input<typeof api.rechargeOrders.createRechargeOrder>,
  'amountFen' | 'bonusFen' | 'contractVersion' | 'loginCode'
> &
  Keyed;

/** WeChat takes no order that ends sooner. */
const LAST_ORDER_MS = 61_000;

interface Ordered {
  order: OrderDocument;
  /** Null where it cannot be paid any more. */
  payment: PaymentParams | null;
}

/**
 * Orders a recharge: first recorded, then placed at WeChat under the same number, so that whatever gets lost
 * in between is found again. The same request key is the same order, and answers what it takes to pay it.
 *
 * @throws AppError by the codes of the contract; OutsideError where WeChat does not answer: ask again.
 */
export async function orderRecharge(card: CardDocument, request: OrderRequest): Promise<Ordered> {
  const before = await orderByRequest(card.merchantId, request.requestKey);
  const order = before ?? (await recorded(card, request));
  if (order.fingerprint !== request.fingerprint) throw new AppError('idempotencyMismatch');
  return place(order, request.now);
}

async function recorded(card: CardDocument, request: OrderRequest): Promise<OrderDocument> {
  const { merchantId } = card;
  const { amountFen, requestKey, fingerprint, contractVersion, now } = request;
  const terms = await orderTermsOf(card, now);
  assertOrderable(terms, amountFen);
  const bonus = await agreedBonus(merchantId, request, now);
  const { version } = terms.merchant.contract;
  if (contractVersion !== version) {
    throw new AppError('conflict', { reason: 'contractChanged', version });
  }
  const openid = await openidOf(request.loginCode, appOf(terms.payee));
  await acceptContract({ merchantId, memberId: card.memberId, version }, now);
  const order = {
    _id: newId('rechargeOrder', now),
    merchantId,
    cardId: card._id,
    userId: card.userId,
    payeeId: terms.payee._id,
    amountFen,
    ...bonus,
    storeId: terms.storeId,
    openidSealed: seal(openid),
    requestKey,
    fingerprint,
    state: 'created' as const,
    createdAt: now,
    expiresAt: new Date(now.getTime() + PAYABLE_MS),
    dueAt: firstLookAt(now),
  };
  try {
    return (await OrderModel.create(order)).toObject();
  } catch (error) {
    // The same tap, twice at once: the other one has recorded it.
    const other = isDuplicateOf(error, 'requestKey')
      ? await orderByRequest(merchantId, requestKey)
      : null;
    if (!other) throw error;
    return other;
  }
}

/** Places the order at WeChat; again with the same terms it is the same order there. */
async function place(order: OrderDocument, now: Date): Promise<Ordered> {
  if (!isPayable(order, now)) return { order, payment: null };
  const payee = await payeeById(order.payeeId);
  if (!payee) throw new Error(`order ${order._id} has no payee`);
  try {
    const { paymentParams } = await channelOf(payee).prepay({
      orderNumber: order._id,
      amountFen: order.amountFen,
      description: '充值 商家币',
      openid: open(order.openidSealed),
      expiresAt: order.expiresAt,
      notifyUrl: `${wechatConfig().publicUrl}/v1/wechat/pay/notify/${payee._id}`,
    });
    await OrderModel.updateOne(
      { ...keyOf(order), state: 'created' },
      { $set: { state: 'paying' } },
    );
    return { order: await orderBy(keyOf(order)), payment: paymentParams };
  } catch (error) {
    if (failedBy(error, 'misconfigured')) {
      await markRefused(payee);
      throw new AppError('rechargeUnavailable', { reason: 'payeeMissing' }, { cause: error });
    }
    if (!failedBy(error, 'orderPaid', 'orderClosed')) throw error;
    return { order: await lookAt(order, now), payment: null };
  }
}

const isPayable = ({ state, expiresAt }: OrderDocument, now: Date): boolean =>
  (state === 'created' || state === 'paying') &&
  expiresAt.getTime() - now.getTime() > LAST_ORDER_MS;
