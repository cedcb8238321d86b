import { api } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import { startTestApp, type TestApp } from '../support/app';
import {
  buildPaidMerchant,
  control,
  counterRecharge,
  freeze,
  lookAtDue,
  offer,
  PayingMember,
  until,
} from '../support/wechat-pay';

const MINUTE_MS = 60_000;

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterEach(async () => {
  app.clock.reset();
  await control(app, 'DELETE', '');
  await control(app, 'DELETE', '/callbacks/faults');
});
afterAll(() => app.close());

describe('an order that is paid', () => {
  it('is credited by the callback, with the bonus that was promised', async () => {
    const phone = await PayingMember.of(app);
    await offer(phone.member.merchant.merchantId, 50_000, 8_000);
    const order = await phone.ordered({ bonusFen: 8_000 });
    await phone.pay(order);
    await phone.reaches(order, 'credited');
    expect(await phone.balance()).toMatchObject({ principalFen: 50_000, bonusFen: 8_000 });
    const [entry] = await phone.entries();
    expect(entry).toMatchObject({ type: 'recharge', id: (await phone.kept(order)).rechargeId });
  });

  it('is credited by whoever looks where the callback is lost', async () => {
    const phone = await PayingMember.of(app);
    await control(app, 'POST', '/callbacks/faults', { lost: true });
    const order = await phone.ordered();
    await phone.pay(order);
    expect((await phone.kept(order)).state).toBe('paying');
    expect((await phone.look(order)).state).toBe('credited');
    expect(await phone.balance()).toMatchObject({ principalFen: 50_000 });
  });

  it('is credited by the worker where nobody looks', async () => {
    const phone = await PayingMember.of(app);
    await control(app, 'POST', '/callbacks/faults', { lost: true });
    const order = await phone.ordered();
    await phone.pay(order);
    app.clock.advance(MINUTE_MS);
    await lookAtDue(app);
    expect((await phone.kept(order)).state).toBe('credited');
  });

  it('tells the truth while WeChat does not answer', async () => {
    const phone = await PayingMember.of(app);
    await control(app, 'POST', '/callbacks/faults', { lost: true });
    const order = await phone.ordered();
    await phone.pay(order);
    await control(app, 'POST', '/switches', { name: 'down', times: 1 });
    expect((await phone.look(order)).state).toBe('paying');
    // A moment later WeChat is asked again.
    app.clock.advance(2_000);
    expect((await phone.look(order)).state).toBe('credited');
  });

  it('is credited once by twenty callbacks, queries and looks at once', async () => {
    const phone = await PayingMember.of(app);
    const order = await phone.ordered();
    await phone.pay(order);
    const { callbacks } = (await control(app, 'GET', '/callbacks')) as {
      callbacks: { id: string; about: string }[];
    };
    const { id } = callbacks.find(({ about }) => about === order.id) ?? { id: '' };
    await Promise.all([
      ...Array.from({ length: 20 }, () => control(app, 'POST', `/callbacks/${id}/again`)),
      ...Array.from({ length: 5 }, () => phone.look(order)),
      lookAtDue(app),
    ]);
    await phone.reaches(order, 'credited');
    expect(await phone.balance()).toMatchObject({ principalFen: 50_000 });
    expect(await phone.entries()).toHaveLength(1);
  });

  it.each([
    ['forged', { wrong: 'signature' }],
    ['of an unknown key', { wrong: 'serial' }],
    ['altered', { wrong: 'body' }],
    ['six minutes old', { ageSeconds: 360 }],
    ['of another sum', { amountFen: 1 }],
  ])('is not credited by a callback that is %s', async (_what, fault) => {
    const phone = await PayingMember.of(app);
    const order = await phone.ordered();
    await control(app, 'POST', '/callbacks/faults', { times: 1, ...fault });
    await control(app, 'POST', '/callbacks/faults', { times: 100, lost: true });
    await phone.pay(order);
    const outcome = async () => {
      const { callbacks } = (await control(app, 'GET', '/callbacks')) as {
        callbacks: { about: string; attempts: { outcome: number | string }[] }[];
      };
      return callbacks.find(({ about }) => about === order.id)?.attempts[0]?.outcome;
    };
    await until(async () => (await outcome()) !== undefined);
    expect(await outcome()).toBe(403);
    expect((await phone.kept(order)).state).toBe('paying');
    expect(await phone.entries()).toEqual([]);
  });

  it('is not credited by a callback at another payee', async () => {
    const phone = await PayingMember.of(app);
    const other = await buildPaidMerchant(app);
    const order = await phone.ordered();
    const payees = await mongoose.connection.db
      ?.collection<{ _id: string }>('payees')
      .find({ merchantId: other.merchantId })
      .toArray();
    const url = `${app.url}/v1/wechat/pay/notify/${payees?.[0]?._id}`;
    const answer = await fetch(url, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: '{}',
    });
    expect(answer.status).toBe(403);
    const unknown = await fetch(`${app.url}/v1/wechat/pay/notify/nobody`, { method: 'POST' });
    expect(unknown.status).toBe(404);
    expect((await phone.kept(order)).state).toBe('paying');
  });
});

describe('an order that nobody pays', () => {
  it('is closed after a quarter of an hour, and WeChat takes no money for it', async () => {
    const phone = await PayingMember.of(app);
    const order = await phone.ordered();
    app.clock.advance(14 * MINUTE_MS);
    await lookAtDue(app);
    expect((await phone.kept(order)).state).toBe('paying');
    app.clock.advance(2 * MINUTE_MS);
    await lookAtDue(app);
    expect((await phone.kept(order)).state).toBe('closed');
    await expect(phone.pay(order)).rejects.toThrow();
  });

  it('is closed where WeChat never heard of it', async () => {
    const phone = await PayingMember.of(app);
    await control(app, 'POST', '', {
      path: '/v3/pay/transactions/jsapi',
      times: 5,
      drop: 'before',
    });
    const { code } = await phone.order();
    expect(code).toBe('unavailable');
    app.clock.advance(16 * MINUTE_MS);
    await lookAtDue(app);
    const { body } = await app.call(
      api.rechargeOrders.listMyRechargeOrders,
      { cardId: phone.member.cardId },
      { as: phone.member },
    );
    expect(body.items.map(({ state }) => state)).toEqual(['closed']);
  });

  it('is credited where it was paid in the last moment', async () => {
    const phone = await PayingMember.of(app);
    await control(app, 'POST', '/callbacks/faults', { lost: true });
    const order = await phone.ordered();
    await phone.pay(order);
    app.clock.advance(16 * MINUTE_MS);
    await lookAtDue(app);
    expect((await phone.kept(order)).state).toBe('credited');
  });
});

describe('an order whose coins cannot be loaded', () => {
  it.each([
    ['cardFrozen', freeze],
    ['principalCapExceeded', (phone: PayingMember) => counterRecharge(phone, 80_000)],
  ])('is given back for %s, and nothing is credited', async (reason, meanwhile) => {
    const phone = await PayingMember.of(app);
    const order = await phone.ordered();
    await meanwhile(phone);
    const before = await phone.entries();
    await phone.pay(order);
    await phone.reaches(order, 'refunding');
    await lookAtDue(app);
    await phone.reaches(order, 'refunded');
    expect(await phone.kept(order)).toMatchObject({ refundReason: reason, rechargeId: null });
    expect(await phone.entries()).toEqual(before);
    const { refunds } = (await control(app, 'GET', '/refunds')) as {
      refunds: { outTradeNo: string; amountFen?: number }[];
    };
    expect(refunds.filter(({ outTradeNo }) => outTradeNo === order.id)).toHaveLength(1);
  });

  it('is asked for anew where WeChat closes the refund, and staff see why it waits', async () => {
    const phone = await PayingMember.of(app);
    const { merchantId, owner } = phone.member.merchant;
    const order = await phone.ordered();
    await freeze(phone);
    await control(app, 'PATCH', '/settings', { refundOutcome: 'CLOSED' });
    await phone.pay(order);
    await phone.reaches(order, 'refunding');
    await lookAtDue(app);
    const row = async () => {
      const { body } = await app.call(
        api.rechargeOrders.listRechargeOrders,
        { merchantId },
        { as: owner },
      );
      return body.items.find(({ id }) => id === order.id);
    };
    await until(async () => (await row())?.refundProblem === 'refused');
    await control(app, 'PATCH', '/settings', { refundOutcome: 'SUCCESS' });
    app.clock.advance(7 * 60 * MINUTE_MS);
    await lookAtDue(app);
    app.clock.advance(MINUTE_MS);
    await lookAtDue(app);
    await phone.reaches(order, 'refunded');
    expect(await row()).toMatchObject({ refundProblem: null, rechargeId: null });
  });
});

describe('rechargeOrders.getRechargeOrder', () => {
  it('shows an order to its member alone, on its own card', async () => {
    const phone = await PayingMember.of(app);
    const other = await PayingMember.of(app, phone.member.merchant);
    const { id: orderId } = await phone.ordered();
    const look = (cardId: string, as: { token: string }) =>
      app.call(api.rechargeOrders.getRechargeOrder, { cardId, orderId }, { as });
    const { cardId } = phone.member;
    expect((await look(cardId, phone.member)).body.order).toMatchObject({ id: orderId, cardId });
    expect((await look(cardId, other.member)).code).toBe('notFound');
    expect((await look(other.member.cardId, other.member)).code).toBe('notFound');
    expect((await look(cardId, { token: 'none' })).code).toBe('unauthenticated');
  });
});
