import { api, DAY_MS, type Refund } from '@merchant-coin/shared';
import { walletOf } from '@merchant-coin/bff/modules/coins';
import { startTestApp, type TestApp } from '../support/app';
import type { CallOptions } from '../support/client';
import { buildStaff, type TestStaff } from '../support/factories';
import { control, lookAtDue, PayingMember, until } from '../support/wechat-pay';

let app: TestApp;
let phone: PayingMember;
let manager: TestStaff;
let rechargeId: string;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  phone = await PayingMember.of(app);
  manager = await buildStaff({ merchant: phone.member.merchant, role: 'manager' });
  const order = await phone.ordered();
  await phone.pay(order);
  await phone.reaches(order, 'credited');
  rechargeId = (await phone.kept(order)).rechargeId ?? '';
  // The list shows a commit a moment before it is safe, and only what is safe can be refunded.
  await until(async () => (await views()).status === 200);
});
afterEach(async () => {
  app.clock.reset();
  await control(app, 'DELETE', '');
  await control(app, 'DELETE', '/callbacks/faults');
  await control(app, 'PATCH', '/settings', { refundOutcome: 'SUCCESS' });
});
afterAll(() => app.close());

const place = () => {
  const { merchantId, storeId } = phone.member.merchant;
  return { merchantId, storeId };
};

const views = () =>
  app.call(api.recharges.getRefundViews, { ...place(), rechargeId }, { as: manager });

async function waiting(): Promise<Refund> {
  const terms = { reason: 'memberChange', view: 'full', refundFen: 50_000 } as const;
  const input = { ...place(), rechargeId, ...terms };
  const { body, problem } = await app.call(api.recharges.openRefund, input, { as: manager });
  if (problem) throw new Error(`no refund: ${problem.code}`);
  return body.refund;
}

function ask({ id: refundId }: Pick<Refund, 'id'>, options: CallOptions = {}) {
  const input = { ...place(), refundId };
  return app.call(api.recharges.payRefundByWechat, input, { as: manager, ...options });
}

const cancel = ({ id: refundId }: Refund) =>
  app.call(api.recharges.cancelRefund, { ...place(), refundId }, { as: manager });

const payOut = ({ id: refundId }: Refund) =>
  app.call(
    api.recharges.payOutRefund,
    {
      ...place(),
      refundId,
      tender: 'bankTransfer',
      reference: '20261125-1',
      evidence: '本人账户',
    },
    { as: manager },
  );

async function look({ id: refundId }: Refund) {
  const { cardId } = phone.member;
  const { body } = await app.call(
    api.recharges.getMyRefund,
    { cardId, refundId },
    { as: phone.member },
  );
  return body.refund;
}

const holdings = () => {
  const { merchantId } = phone.member.merchant;
  return walletOf({ merchantId, cardId: phone.member.cardId }, app.clock.now());
};

const refundsAtWechat = async () =>
  ((await control(app, 'GET', '/refunds')) as { refunds: { outRefundNo: string }[] }).refunds;

const numbersAtWechat = async () => (await refundsAtWechat()).map(({ outRefundNo }) => outRefundNo);

/** Minutes go by in which the worker alone asks. */
async function workerEnds(refund: Refund): Promise<void> {
  for (let minutes = 0; minutes < 10; minutes += 1) {
    app.clock.advance(60_000);
    await lookAtDue(app);
    if ((await look(refund)).status === 'paid') return;
  }
  throw new Error('the worker did not bring it to its end');
}

describe('recharges.payRefundByWechat', () => {
  it('burns the coins once WeChat has given the money back', async () => {
    const refund = await waiting();
    expect(refund).toMatchObject({ status: 'waiting', channel: null });
    expect(refund.byWechatUntil).not.toBeNull();
    const { status, problem } = await ask(refund);
    expect([status, problem]).toEqual([200, null]);
    await until(async () => (await look(refund)).status === 'paid');
    expect(await look(refund)).toMatchObject({ tender: 'wechatPay', channel: { state: 'done' } });
    expect((await holdings()).balance).toMatchObject({ principalFen: 0, heldFen: 0 });
  });

  it('lets nothing else end it while WeChat is at it', async () => {
    await control(app, 'PATCH', '/settings', { refundOutcome: 'held' });
    const refund = await waiting();
    const { body } = await ask(refund);
    expect(body.refund).toMatchObject({ status: 'waiting', channel: { state: 'asked' } });
    for (const other of [await cancel(refund), await payOut(refund), await ask(refund)]) {
      expect([other.code, other.problem?.details?.['reason']]).toEqual(['conflict', 'wechatAsked']);
    }
    expect((await holdings()).balance.heldFen).toBe(50_000);
    const asked = (await refundsAtWechat())[0]?.outRefundNo ?? '';
    await control(app, 'POST', `/refunds/${asked}/finish`, { status: 'SUCCESS' });
    await until(async () => (await look(refund)).status === 'paid');
  });

  it('waits after ABNORMAL, which the merchant brings to its end at WeChat', async () => {
    await control(app, 'PATCH', '/settings', { refundOutcome: 'held' });
    const refund = await waiting();
    await ask(refund);
    const asked = (await refundsAtWechat())[0]?.outRefundNo ?? '';
    await control(app, 'POST', `/refunds/${asked}/finish`, { status: 'ABNORMAL' });
    await until(async () => (await look(refund)).channel?.problem === 'accountAbnormal');
    expect((await look(refund)).channel?.state).toBe('asked');
    expect((await payOut(refund)).code).toBe('conflict');
    expect((await cancel(refund)).code).toBe('conflict');
    await control(app, 'POST', `/refunds/${asked}/finish`, { status: 'SUCCESS' });
    await until(async () => (await look(refund)).status === 'paid');
    expect((await holdings()).balance).toMatchObject({ principalFen: 0, heldFen: 0 });
  });

  it('opens the other ways again after CLOSED', async () => {
    await control(app, 'PATCH', '/settings', { refundOutcome: 'held' });
    const refund = await waiting();
    await ask(refund);
    const asked = (await refundsAtWechat())[0]?.outRefundNo ?? '';
    await control(app, 'POST', `/refunds/${asked}/finish`, { status: 'CLOSED' });
    await until(async () => (await look(refund)).channel?.state === 'failed');
    expect((await holdings()).balance.heldFen).toBe(50_000);
    const paid = await payOut(refund);
    expect(paid.body.refund).toMatchObject({ status: 'paid', tender: 'bankTransfer' });
    expect((await ask(refund)).code).toBe('conflict');
  });

  it('gives back once under one key, and by one of two who ask at once', async () => {
    await control(app, 'PATCH', '/settings', { refundOutcome: 'held' });
    const refund = await waiting();
    const before = (await refundsAtWechat()).length;
    const key = `ask-${refund.id}`;
    const [first, second] = await Promise.all([ask(refund, { key }), ask(refund, { key })]);
    expect([first.status, second.status]).toEqual([200, 200]);
    expect((await ask(refund, { key })).status).toBe(200);
    expect((await refundsAtWechat()).length).toBe(before + 1);
  });

  it('goes on where WeChat has not enough, and asks again under the same number', async () => {
    const refund = await waiting();
    await control(app, 'POST', '/switches', { name: 'notEnough', times: 2 });
    const { body } = await ask(refund);
    expect(body.refund.channel).toMatchObject({ state: 'asked', problem: 'notEnough' });
    await workerEnds(refund);
    expect(new Set(await numbersAtWechat()).size).toBe((await numbersAtWechat()).length);
  });

  it('gives up after a week without money, and opens the other ways again', async () => {
    const refund = await waiting();
    await control(app, 'POST', '/switches', { name: 'notEnough', times: 1_000 });
    await ask(refund);
    for (let hours = 0; hours <= 7 * 24 + 6; hours += 6) {
      app.clock.advance(6 * 3_600_000 + 60_000);
      await lookAtDue(app);
    }
    expect((await look(refund)).channel).toMatchObject({ state: 'failed', problem: 'notEnough' });
    expect((await payOut(refund)).body.refund.status).toBe('paid');
  });

  it('finishes where the answer was lost and nobody asks again', async () => {
    const refund = await waiting();
    await control(app, 'POST', '/callbacks/faults', { times: 20, lost: true });
    await control(app, 'POST', '/switches', { name: 'answerLost', times: 2 });
    await ask(refund);
    await workerEnds(refund);
    expect(new Set(await numbersAtWechat()).size).toBe((await numbersAtWechat()).length);
  });

  it('burns the coins of a card that was frozen meanwhile: the money has left', async () => {
    await control(app, 'PATCH', '/settings', { refundOutcome: 'held' });
    const refund = await waiting();
    await ask(refund);
    const { cardId } = phone.member;
    await app.call(api.cards.freezeMyCard, { cardId }, { as: phone.member });
    const asked = (await refundsAtWechat())[0]?.outRefundNo ?? '';
    await control(app, 'POST', `/refunds/${asked}/finish`, { status: 'SUCCESS' });
    await until(async () => (await look(refund)).status === 'paid');
  });

  it('refuses what was not paid in WeChat, and what was a year ago', async () => {
    const refund = await waiting();
    app.clock.advance(366 * DAY_MS);
    const late = await ask(refund);
    expect([late.code, late.problem?.details?.['reason']]).toEqual([
      'refundUnavailable',
      'tooLate',
    ]);
    app.clock.reset();
    await cancel(refund);
    const input = { ...place(), cardId: phone.member.cardId, amountFen: 1_000 };
    const { body } = await app.call(
      api.recharges.createRecharge,
      { ...input, tender: 'wechat' },
      { as: manager },
    );
    rechargeId = body.recharge.id;
    const opened = await app.call(
      api.recharges.openRefund,
      { ...place(), rechargeId, reason: 'memberChange', view: 'full', refundFen: 1_000 },
      { as: manager },
    );
    expect(opened.body.refund.byWechatUntil).toBeNull();
    const counter = await ask(opened.body.refund);
    expect([counter.code, counter.problem?.details?.['reason']]).toEqual([
      'refundUnavailable',
      'notPaidInWechat',
    ]);
  });

  it('is a manager’s, of this merchant', async () => {
    const refund = await waiting();
    const clerk = await buildStaff({ merchant: phone.member.merchant });
    expect((await ask(refund, { as: clerk })).code).toBe('forbidden');
    expect((await ask(refund, { as: phone.member })).code).toBe('forbidden');
    expect((await ask(refund, { as: { token: 'none' } })).code).toBe('unauthenticated');
    expect((await ask(refund, { key: null })).code).toBe('idempotencyKeyMissing');
    expect((await ask({ id: rechargeId })).code).toBe('notFound');
  });
});
