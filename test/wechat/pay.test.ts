import { openCallback, type Payee, payChannel } from '@merchant-coin/bff/wechat/pay';
import type { StandIn } from '../../config/dev/wechat/stand-in';
import { anOrder, newNumber, pressPay, registerPayee, startReceiver, startWechat } from './kit';

let standIn: StandIn;
let receiver: Awaited<ReturnType<typeof startReceiver>>;
beforeAll(async () => {
  [standIn, receiver] = await Promise.all([startWechat(), startReceiver()]);
});
afterAll(async () => {
  await receiver.close();
  await standIn.close();
});

describe.each([
  ['a merchant', {}],
  ['a service provider', { mode: 'partner' as const }],
  [
    'a service provider, in the merchant’s own app',
    { mode: 'partner' as const, subAppid: 'wxsub' },
  ],
])('%s', (_, options) => {
  let payee: Payee;
  beforeAll(async () => {
    payee = await registerPayee(standIn, options);
  });

  test('is paid, and told so', async () => {
    const channel = payChannel(payee);
    const order = anOrder({ notifyUrl: receiver.url });
    expect(await channel.query(order.orderNumber)).toBeNull();
    const prepaid = await channel.prepay(order);
    expect(await channel.query(order.orderNumber)).toEqual({
      orderNumber: order.orderNumber,
      state: 'unpaid',
    });
    const count = receiver.received.length;
    expect((await pressPay(standIn, prepaid)).body).toEqual({ outcome: 'paid' });

    const paid = await channel.query(order.orderNumber);
    expect(paid).toMatchObject({
      state: 'paid',
      amountFen: 3_600,
      payerFen: 3_600,
      openid: 'o-alice',
    });
    const { headers, rawBody } = await receiver.nth(count);
    const callback = openCallback(payee, headers, rawBody);
    expect(callback).toMatchObject({ kind: 'paid', transaction: paid });
    if (callback.kind !== 'paid') throw new Error('not paid');
    const { transactionId } = callback.transaction;
    expect(await channel.queryByTransactionId(transactionId)).toEqual(paid);
  });

  test('gives money back, and is told so', async () => {
    const channel = payChannel(payee);
    const order = anOrder();
    await pressPay(standIn, await channel.prepay(order));
    const refundNumber = newNumber();
    const refund = {
      orderNumber: order.orderNumber,
      refundNumber,
      amountFen: 1_000,
      totalFen: 3_600,
      reason: '不想要了',
      notifyUrl: receiver.url,
    };
    const count = receiver.received.length;
    expect(await channel.queryRefund(refundNumber)).toBeNull();
    const asked = await channel.refund(refund);
    expect(asked).toMatchObject({ refundNumber, status: 'processing', amountFen: 1_000 });

    const { headers, rawBody } = await receiver.nth(count);
    const done = await channel.queryRefund(refundNumber);
    expect(done).toMatchObject({ refundId: asked.refundId, status: 'done', totalFen: 3_600 });
    expect(openCallback(payee, headers, rawBody)).toMatchObject({ kind: 'refund', refund: done });
    expect(await channel.query(order.orderNumber)).toMatchObject({ state: 'refunded' });
  });
});
