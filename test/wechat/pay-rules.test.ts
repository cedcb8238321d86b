import { type Payee, payChannel, type RefundOrder } from '@merchant-coin/bff/wechat/pay';
import type { StandIn } from '../../config/dev/wechat/stand-in';
import { anOrder, control, newNumber, pressPay, registerPayee, startWechat } from './kit';

let standIn: StandIn;
let payee: Payee;
let channel: ReturnType<typeof payChannel>;
beforeAll(async () => {
  standIn = await startWechat();
  payee = await registerPayee(standIn);
  channel = payChannel(payee);
});
afterEach(async () => {
  await control(standIn, 'DELETE', '');
  await control(standIn, 'PATCH', '/settings', { refundOutcome: 'SUCCESS' });
});
afterAll(() => standIn.close());

const paidOrder = async () => {
  const order = anOrder();
  await pressPay(standIn, await channel.prepay(order));
  return order;
};

const refundOf = (orderNumber: string, overrides: Partial<RefundOrder> = {}): RefundOrder => ({
  orderNumber,
  refundNumber: newNumber(),
  amountFen: 3_600,
  totalFen: 3_600,
  reason: '不想要了',
  notifyUrl: 'http://127.0.0.1:9/notify',
  ...overrides,
});

describe('an order', () => {
  test('is the same one when it is asked for again', async () => {
    const order = anOrder();
    const first = await channel.prepay(order);
    const again = await channel.prepay(order);
    expect(again.prepayId).toBe(first.prepayId);
    expect(again.paymentParams.nonceStr).not.toBe(first.paymentParams.nonceStr);
  });

  test('is refused with other terms under the same number', async () => {
    const order = anOrder();
    await channel.prepay(order);
    for (const other of [{ amountFen: 3_700 }, { openid: 'o-bob' }, { description: 'else' }]) {
      await expect(channel.prepay({ ...order, ...other })).rejects.toMatchObject({
        reason: 'invalid',
        theirCode: 'INVALID_REQUEST',
        isPassing: false,
      });
    }
  });

  test('is paid once', async () => {
    const order = anOrder();
    const prepaid = await channel.prepay(order);
    await pressPay(standIn, prepaid);
    expect((await pressPay(standIn, prepaid)).body).toEqual({ outcome: 'already paid' });
    await expect(channel.prepay(order)).rejects.toMatchObject({ reason: 'orderPaid' });
    await expect(channel.close(order.orderNumber)).rejects.toMatchObject({ reason: 'orderPaid' });
  });

  test('that is closed cannot be paid', async () => {
    const order = anOrder();
    const prepaid = await channel.prepay(order);
    await channel.close(order.orderNumber);
    await channel.close(order.orderNumber);
    expect(await channel.query(order.orderNumber)).toMatchObject({ state: 'closed' });
    expect((await pressPay(standIn, prepaid)).body).toEqual({ outcome: 'closed' });
    await expect(channel.prepay(order)).rejects.toMatchObject({ reason: 'orderClosed' });
  });

  test('that nobody placed cannot be closed', async () => {
    await expect(channel.close(newNumber())).rejects.toMatchObject({ reason: 'notFound' });
  });

  test('that the member does not pay stays open', async () => {
    const order = anOrder();
    const { prepayId } = await channel.prepay(order);
    await control(standIn, 'POST', `/orders/${prepayId}/refuse`);
    expect(await channel.query(order.orderNumber)).toMatchObject({ state: 'unpaid' });
  });

  test('is not paid with parameters that are signed otherwise', async () => {
    const { prepayId, paymentParams } = await channel.prepay(anOrder());
    const other = (await channel.prepay(anOrder())).paymentParams;
    for (const spoilt of [{ nonceStr: 'x' }, { appId: 'wx1' }, { package: other.package }]) {
      const pressed = await pressPay(standIn, {
        prepayId,
        paymentParams: { ...paymentParams, ...spoilt },
      });
      expect(pressed.body).toEqual({ outcome: 'signature wrong' });
    }
    expect((await pressPay(standIn, { prepayId, paymentParams })).status).toBe(200);
  });

  test('belongs to its payee', async () => {
    const order = await paidOrder();
    const other = payChannel(await registerPayee(standIn));
    expect(await other.query(order.orderNumber)).toBeNull();
    await other.prepay({ ...order, amountFen: 1 });
    expect(await other.query(order.orderNumber)).toMatchObject({ state: 'unpaid' });
    expect(await channel.query(order.orderNumber)).toMatchObject({ amountFen: 3_600 });
    await expect(other.refund(refundOf(order.orderNumber))).rejects.toMatchObject({
      reason: 'invalid',
    });
  });

  test.each([
    ['a number that is too short', { orderNumber: 'ord1' }],
    ['an address with a query', { notifyUrl: 'https://shop.example/notify?a=1' }],
  ])('is refused with %s', async (_, wrong) => {
    await expect(channel.prepay(anOrder(wrong))).rejects.toMatchObject({
      reason: 'invalid',
      theirCode: 'PARAM_ERROR',
    });
  });
});

test.each([0, -1, 36.5, Number.NaN])('%p fen are no sum', async (amountFen) => {
  const called = { reason: 'invalid', detail: 'amountFen' };
  await expect(channel.prepay(anOrder({ amountFen }))).rejects.toMatchObject(called);
  await expect(channel.refund(refundOf(newNumber(), { amountFen }))).rejects.toMatchObject(called);
});

describe('a refund', () => {
  test('is the same one when it is asked for again, and cannot become another', async () => {
    const { orderNumber } = await paidOrder();
    const refund = refundOf(orderNumber, { amountFen: 1_000 });
    const first = await channel.refund(refund);
    const again = await channel.refund(refund);
    expect(again.refundId).toBe(first.refundId);
    await expect(channel.refund({ ...refund, amountFen: 2_000 })).rejects.toMatchObject({
      reason: 'invalid',
    });
  });

  test('gives no more than was paid', async () => {
    const { orderNumber } = await paidOrder();
    await channel.refund(refundOf(orderNumber, { amountFen: 3_000 }));
    const tooMuch = refundOf(orderNumber, { amountFen: 601 });
    await expect(channel.refund(tooMuch)).rejects.toMatchObject({ reason: 'invalid' });
    await channel.refund({ ...tooMuch, amountFen: 600 });
  });

  test('of what was not paid, or nobody ordered, is refused', async () => {
    const order = anOrder();
    await channel.prepay(order);
    await expect(channel.refund(refundOf(order.orderNumber))).rejects.toMatchObject({
      reason: 'invalid',
    });
    await expect(channel.refund(refundOf(newNumber()))).rejects.toMatchObject({
      reason: 'notFound',
      theirCode: 'RESOURCE_NOT_EXISTS',
    });
  });

  test.each([
    // The merchant may still bring it to its end, on WeChat's site.
    ['ABNORMAL', 'abnormal', 204],
    ['CLOSED', 'closed', 409],
  ])('may end %s', async (end, status, then) => {
    await control(standIn, 'PATCH', '/settings', { refundOutcome: 'held' });
    const { orderNumber } = await paidOrder();
    const refund = refundOf(orderNumber);
    await channel.refund(refund);
    expect(await channel.queryRefund(refund.refundNumber)).toMatchObject({ status: 'processing' });
    const path = `/refunds/${refund.refundNumber}/finish`;
    expect((await control(standIn, 'POST', path, { status: end })).status).toBe(204);
    const ended = await channel.queryRefund(refund.refundNumber);
    expect(ended).toMatchObject({ status });
    expect(ended).not.toHaveProperty('doneAt');
    expect((await control(standIn, 'POST', path, { status: 'SUCCESS' })).status).toBe(then);
  });

  test('waits while the payee’s account holds too little, and goes through later', async () => {
    const { orderNumber } = await paidOrder();
    const refund = refundOf(orderNumber);
    await control(standIn, 'POST', '/switches', { name: 'notEnough' });
    await expect(channel.refund(refund)).rejects.toMatchObject({ reason: 'notEnough' });
    expect(await channel.refund(refund)).toMatchObject({ status: 'processing' });
  });

  test('whose answer is lost is found under its number', async () => {
    const { orderNumber } = await paidOrder();
    const refund = refundOf(orderNumber);
    await control(standIn, 'POST', '/switches', { name: 'answerLost' });
    await expect(channel.refund(refund)).rejects.toMatchObject({ reason: 'unreachable' });
    const found = await channel.queryRefund(refund.refundNumber);
    expect(await channel.refund(refund)).toMatchObject({ refundId: found?.refundId });
  });
});

describe('a service provider', () => {
  test('speaks for its own merchants only', async () => {
    const provider = await registerPayee(standIn, { mode: 'partner' });
    if (provider.mode !== 'partner') throw new Error('no provider');
    const stranger = payChannel({ ...provider, subMchid: '1799999999' });
    await expect(stranger.prepay(anOrder())).rejects.toMatchObject({
      reason: 'misconfigured',
      theirCode: 'NO_AUTH',
    });
  });
});
