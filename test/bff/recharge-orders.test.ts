import { api } from '@merchant-coin/shared';
import { setApprovalLimit } from '@merchant-coin/bff/modules/merchants';
import mongoose from 'mongoose';
import { startTestApp, type TestApp } from '../support/app';
import { buildMember, buildMerchant, buildStaff, buildUser } from '../support/factories';
import {
  control,
  counterRecharge,
  freeze,
  loginCode,
  offer,
  PayingMember,
} from '../support/wechat-pay';

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

/** A change that no endpoint makes; one that goes through the module has it seen at once. */
async function change(merchantId: string, fields: object): Promise<void> {
  const merchants = mongoose.connection.db?.collection<{ _id: string }>('merchants');
  await merchants?.updateOne({ _id: merchantId }, { $set: fields });
  await setApprovalLimit(merchantId, null);
}

describe('rechargeOrders.getRechargeTerms', () => {
  const terms = (phone: PayingMember) =>
    app.call(
      api.rechargeOrders.getRechargeTerms,
      { cardId: phone.member.cardId },
      { as: phone.member },
    );

  it('tells all before anything is paid', async () => {
    const phone = await PayingMember.of(app);
    await offer(phone.member.merchant.merchantId, 50_000, 8_000);
    await counterRecharge(phone, 30_000);
    const { body } = await terms(phone);
    expect(body).toMatchObject({
      whyNot: null,
      offers: [{ payFen: 50_000, bonusFen: 8_000, bonusValidDays: 30 }],
      capFen: 100_000,
      roomFen: 70_000,
      filing: { status: 'notRequired' },
      contract: { version: 1, acceptedVersion: 1 },
    });
    expect(body.contract.text.length).toBeGreaterThan(50);
  });

  it('says why nothing can be recharged', async () => {
    const noPayee = await PayingMember.of(app, await buildMerchant());
    expect((await terms(noPayee)).body.whyNot).toBe('payeeMissing');
    const phone = await PayingMember.of(app);
    const { merchantId } = phone.member.merchant;
    await counterRecharge(phone, 100_000);
    expect((await terms(phone)).body.whyNot).toBe('capReached');
    await freeze(phone);
    expect((await terms(phone)).body.whyNot).toBe('cardFrozen');
    await change(merchantId, { filing: { status: 'pending' } });
    expect((await terms(phone)).body.whyNot).toBe('filingPending');
  });

  it('is the cardholder’s', async () => {
    const phone = await PayingMember.of(app);
    const { cardId } = phone.member;
    const as = await buildUser();
    expect((await app.call(api.rechargeOrders.getRechargeTerms, { cardId }, { as })).code).toBe(
      'notFound',
    );
    expect((await app.call(api.rechargeOrders.getRechargeTerms, { cardId })).code).toBe(
      'unauthenticated',
    );
  });
});

describe('rechargeOrders.createRechargeOrder', () => {
  it('answers what WeChat’s payment sheet takes, signed', async () => {
    const phone = await PayingMember.of(app);
    const { status, body } = await phone.order();
    expect(status).toBe(201);
    expect(body.order).toMatchObject({ state: 'paying', amountFen: 50_000, paidAt: null });
    const prepayId = body.payment?.package.replace('prepay_id=', '') ?? '';
    const paymentParams = { appId: 'wx00000000deadbeef', ...body.payment };
    const paid = await control(app, 'POST', `/orders/${prepayId}/pay`, paymentParams);
    expect(paid).toEqual({ outcome: 'paid' });
  });

  it('is one order under one key, whatever the login code, and never another', async () => {
    const phone = await PayingMember.of(app);
    const key = 'one-order';
    const first = await phone.order({}, { key });
    const again = await phone.order({ loginCode: loginCode() }, { key });
    expect(again.body.order).toEqual(first.body.order);
    expect(again.body.payment?.package).toBe(first.body.payment?.package);
    expect((await phone.order({ amountFen: 60_000 }, { key })).code).toBe('idempotencyMismatch');
  });

  it('makes one order of two taps at once', async () => {
    const phone = await PayingMember.of(app);
    const key = 'two-taps';
    const taps = await Promise.all([phone.order({}, { key }), phone.order({}, { key })]);
    const ids = new Set(taps.map(({ body }) => body.order.id));
    expect(ids.size).toBe(1);
  });

  it('finds its order again after WeChat did not answer', async () => {
    const phone = await PayingMember.of(app);
    const key = 'no-answer';
    await control(app, 'POST', '', {
      path: '/v3/pay/transactions/jsapi',
      times: 1,
      drop: 'after',
    });
    expect((await phone.order({}, { key })).code).toBe('unavailable');
    const { body } = await phone.order({}, { key });
    expect(body.order.state).toBe('paying');
    expect(body.payment).not.toBeNull();
  });

  it('answers a paid order without anything to pay', async () => {
    const phone = await PayingMember.of(app);
    const key = 'paid-already';
    const { body } = await phone.order({}, { key });
    await phone.pay(body.order);
    await phone.reaches(body.order, 'credited');
    const again = await phone.order({}, { key });
    expect(again.body).toMatchObject({ order: { state: 'credited' }, payment: null });
  });

  it('refuses what was not told, or cannot be', async () => {
    const phone = await PayingMember.of(app);
    const { merchantId } = phone.member.merchant;
    const refusal = async (fields: Parameters<PayingMember['order']>[0]) => {
      const { status, code, problem } = await phone.order(fields);
      return [status, code, problem?.details?.['reason']];
    };
    expect(await refusal({ contractVersion: 7 })).toEqual([409, 'conflict', 'contractChanged']);
    expect(await refusal({ bonusFen: 5 })).toEqual([409, 'conflict', 'offerChanged']);
    expect(await refusal({ amountFen: 0 })).toEqual([400, 'validationFailed', undefined]);
    expect(await refusal({ amountFen: 1.5 })).toEqual([400, 'validationFailed', undefined]);
    expect(await refusal({ amountFen: 100_001 })).toEqual([422, 'principalCapExceeded', undefined]);
    expect(await refusal({ loginCode: 'wrong' })).toEqual([422, 'wechatCodeInvalid', undefined]);
    await change(merchantId, { filing: { status: 'pending' } });
    expect(await refusal({})).toEqual([422, 'rechargeUnavailable', 'filingPending']);
    expect(await phone.entries()).toEqual([]);
  });

  it('refuses without a payee that works, on a frozen card, a foreign one, and unsigned-in', async () => {
    const without = await PayingMember.of(app, await buildMerchant());
    const { code, problem } = await without.order();
    expect([code, problem?.details?.['reason']]).toEqual(['rechargeUnavailable', 'payeeMissing']);
    const phone = await PayingMember.of(app);
    expect((await phone.order({}, { as: await buildUser() })).code).toBe('notFound');
    expect((await phone.order({}, { as: { token: 'none' } })).code).toBe('unauthenticated');
    expect((await phone.order({}, { key: null })).code).toBe('idempotencyKeyMissing');
    await freeze(phone);
    expect((await phone.order()).code).toBe('cardFrozen');
  });

  it('records the contract that was accepted with it', async () => {
    const phone = await PayingMember.of(app);
    const { merchantId } = phone.member.merchant;
    await change(merchantId, { contract: { version: 2, text: '新合同' } });
    expect((await phone.order({ contractVersion: 2 })).status).toBe(201);
    const { cardId } = phone.member;
    const { body } = await app.call(
      api.rechargeOrders.getRechargeTerms,
      { cardId },
      { as: phone.member },
    );
    expect(body.contract.acceptedVersion).toBe(2);
  });
});

describe('rechargeOrders.listRechargeOrders', () => {
  it('shows a manager whose orders they are, by state', async () => {
    const phone = await PayingMember.of(app);
    const { merchant, cardNumber } = phone.member;
    const { merchantId } = merchant;
    const paid = await phone.ordered();
    await phone.pay(paid);
    await phone.reaches(paid, 'credited');
    const open = await phone.ordered();
    const as = await buildStaff({ merchant, role: 'manager' });
    const list = (fields: object = {}) =>
      app.call(api.rechargeOrders.listRechargeOrders, { merchantId, ...fields }, { as });
    expect((await list()).body.items.map(({ id }) => id)).toEqual([open.id, paid.id]);
    const { body } = await list({ state: 'credited' });
    expect(body.items).toMatchObject([
      { id: paid.id, cardNumber, phoneMasked: expect.stringContaining('****') as string },
    ]);
    const clerk = await buildStaff({ merchant });
    const input = { merchantId };
    const { code } = await app.call(api.rechargeOrders.listRechargeOrders, input, { as: clerk });
    expect(code).toBe('forbidden');
    const stranger = (await buildMember()).merchant;
    const { body: other } = await app.call(
      api.rechargeOrders.listRechargeOrders,
      { merchantId: stranger.merchantId },
      { as: stranger.owner },
    );
    expect(other.items).toEqual([]);
  });
});
