import { verifyLedger } from '@merchant-coin/bff/modules/coins';
import { api, DAY_MS } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import { startTestApp, type TestApp } from '../support/app';
import { LiveClient } from '../support/live';
import { openRefundDesk, type RefundDesk } from '../support/refunds';

let app: TestApp;
let desk: RefundDesk;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  desk = await openRefundDesk(app);
});
/** Whatever was tried, the ledger adds up. */
afterAll(async () => {
  const { db } = mongoose.connection;
  if (!db) throw new Error('not connected');
  expect((await verifyLedger(db, () => undefined)).broken).toBeNull();
  await app.close();
});
afterEach(() => app.clock.reset());

/** Goods of 50 yuan for 40 coins: the 20 of bonus and 20 of principal. */
const buy = () => desk.till.sale({ listFen: 5_000 });

describe('recharges.getRefundViews', () => {
  it('gives all back while nothing is used', async () => {
    const { status, body } = await desk.views();
    expect(status).toBe(200);
    expect(body).toMatchObject({
      rechargeId: desk.rechargeId,
      cardId: desk.till.member.cardId,
      paidFen: 10_000,
      bonusFen: 2_000,
      leftPrincipalFen: 10_000,
      leftBonusFen: 2_000,
      refundedFen: 0,
      lines: [],
      refund: null,
    });
    expect(body.choices.map(({ views }) => views)).toEqual([['full'], ['full'], ['full']]);
    const all = { refundFen: 10_000, lapsingPrincipalFen: 0, lapsingBonusFen: 2_000 };
    for (const sum of body.sums) expect(sum).toMatchObject({ ...all, usedFen: 0, uncoveredFen: 0 });
  });

  it('shows every view of what was used, line by line', async () => {
    const sale = await buy();
    const { body } = await desk.views();
    expect(body.lines).toEqual([
      {
        entryId: sale.id,
        at: sale.at,
        storeName: expect.any(String) as string,
        listPriceFen: 5_000,
        priceChargedFen: 4_000,
        paidShareFen: 3_333,
      },
    ]);
    const rest = { uncoveredFen: 0, lapsingBonusFen: 0 };
    expect(body.sums).toEqual([
      { ...rest, view: 'listPrice', usedFen: 5_000, refundFen: 5_000, lapsingPrincipalFen: 3_000 },
      {
        ...rest,
        view: 'priceCharged',
        usedFen: 4_000,
        refundFen: 6_000,
        lapsingPrincipalFen: 2_000,
      },
      { ...rest, view: 'paidShare', usedFen: 3_333, refundFen: 6_667, lapsingPrincipalFen: 1_333 },
    ]);
  });

  it.each([
    { days: 6, reason: 'memberChange', views: ['priceCharged', 'paidShare'] },
    { days: 8, reason: 'memberChange', views: ['listPrice', 'priceCharged', 'paidShare'] },
    { days: 6, reason: 'merchantFault', views: ['paidShare'] },
    { days: 8, reason: 'merchantFault', views: ['paidShare'] },
    { days: 8, reason: 'counterMistake', views: ['paidShare'] },
  ])('after $days days $reason selects $views', async ({ days, reason, views }) => {
    await buy();
    app.clock.advance(days * DAY_MS);
    const { body } = await desk.views();
    expect(body.choices.find((choice) => choice.reason === reason)?.views).toEqual(views);
  });

  it('forgets what was given back', async () => {
    const { id } = await buy();
    await desk.till.reverse(id, { amountFen: 1_000 });
    expect((await desk.views()).body.lines).toMatchObject([
      { listPriceFen: 3_750, priceChargedFen: 3_000, paidShareFen: 2_500 },
    ]);
    await desk.till.reverse(id);
    expect((await desk.views()).body).toMatchObject({ lines: [], leftPrincipalFen: 10_000 });
  });

  it('pays nothing for a bonus that has expired', async () => {
    app.clock.advance(31 * DAY_MS);
    await desk.till.sale({ listFen: 12_500 });
    const { body } = await desk.views();
    expect(body).toMatchObject({ leftPrincipalFen: 0, leftBonusFen: 0 });
    expect(await desk.sumOf('paidShare')).toMatchObject({ refundFen: 0, uncoveredFen: 1_667 });
    const { code, problem } = await desk.open({ reason: 'merchantFault', refundFen: 1 });
    expect([code, problem?.details]).toEqual(['refundUnavailable', { reason: 'nothingLeft' }]);
  });
});

describe('recharges.openRefund', () => {
  it('sets aside what is left, for the sum that was told, without an end', async () => {
    await desk.till.sale({ listFen: 1_000 });
    const { status, body } = await desk.open({ note: '搬家' });
    expect(status).toBe(201);
    expect(body.refund).toEqual({
      id: expect.stringMatching(/^ent_/),
      rechargeId: desk.rechargeId,
      cardId: desk.till.member.cardId,
      status: 'waiting',
      reason: 'memberChange',
      view: 'priceCharged',
      refundFen: 9_200,
      principalFen: 10_000,
      bonusFen: 1_200,
      tender: null,
      channel: null,
      byWechatUntil: null,
      openedAt: expect.any(String) as string,
      endedAt: null,
    });
    const held = { principalFen: 0, bonusFen: 0, heldFen: 11_200, spendableFen: 0 };
    expect(body.balance).toEqual(held);
    app.clock.advance(400 * DAY_MS);
    expect((await desk.till.holdings()).balance).toEqual(held);
    const remark = await mongoose.connection
      .collection('remarks')
      .findOne({ _id: body.refund.id as never });
    expect(remark?.['text']).toBe('搬家');
  });

  it('leaves the coins of other recharges alone', async () => {
    await desk.till.recharge({ amountFen: 5_000 });
    await desk.waiting();
    const { balance } = await desk.till.holdings();
    expect(balance).toMatchObject({ principalFen: 5_000, bonusFen: 0, heldFen: 12_000 });
  });

  it('counts towards the cap while it waits', async () => {
    await desk.waiting();
    expect((await desk.till.recharge({ amountFen: 90_001 })).code).toBe('principalCapExceeded');
    expect((await desk.till.recharge({ amountFen: 90_000 })).status).toBe(201);
  });

  it('lets staff choose a better view, never a worse one', async () => {
    await buy();
    const worse = await desk.open({ view: 'listPrice' });
    expect([worse.status, worse.code]).toEqual([422, 'refundUnavailable']);
    expect(worse.problem?.details).toEqual({
      reason: 'viewNotAllowed',
      views: ['priceCharged', 'paidShare'],
    });
    expect((await desk.waiting({ view: 'paidShare' })).refundFen).toBe(6_667);
  });

  it('keeps to the sum that the member was told', async () => {
    const before = await desk.till.holdings();
    for (const refundFen of [9_999, 10_001]) {
      const { status, code, problem } = await desk.open({ refundFen });
      expect([status, code]).toEqual([409, 'conflict']);
      expect(problem?.details).toEqual({ reason: 'sumChanged', refundFen: 10_000 });
    }
    expect(await desk.till.holdings()).toEqual(before);
  });

  it('is not for a frozen card', async () => {
    await desk.till.freeze();
    const before = await desk.till.holdings();
    const { status, code } = await desk.open();
    expect([status, code]).toEqual([409, 'cardFrozen']);
    expect(await desk.till.holdings()).toEqual(before);
  });

  it('refunds again what came back to a recharge after its refund', async () => {
    const { id } = await buy();
    await desk.payOut((await desk.waiting()).id);
    expect((await desk.open({ refundFen: 1 })).problem?.details).toEqual({ reason: 'nothingLeft' });
    // By itself the manager's reversal would be refused to the clerk after a while.
    await desk.till.reverse(id, {}, { as: desk.manager });
    const again = await desk.waiting();
    expect(again).toMatchObject({ refundFen: 4_000, principalFen: 2_000, bonusFen: 2_000 });
    expect((await desk.payOut(again.id)).status).toBe(200);
    expect((await desk.views()).body.refundedFen).toBe(10_000);
  });
});

describe('recharges.payOutRefund', () => {
  it('burns what was set aside, and tells the member', async () => {
    await buy();
    const live = await LiveClient.signIn(app, desk.till.member);
    const { id } = await desk.waiting();
    const { status, body } = await desk.payOut(id, { evidence: '身份证已核对' });
    expect(status).toBe(200);
    expect(body.refund).toMatchObject({ id, status: 'paid', tender: 'cash', refundFen: 6_000 });
    expect(body.refund.endedAt).toEqual(expect.any(String));
    const nothing = { principalFen: 0, bonusFen: 0, heldFen: 0, spendableFen: 0 };
    expect(body.balance).toEqual(nothing);
    const { balance, points, spentFen } = await desk.till.holdings();
    expect({ balance, points, spentFen }).toEqual({
      balance: nothing,
      points: 40,
      spentFen: 4_000,
    });
    const { cardId } = desk.till.member;
    const shown = await app.call(api.cards.listMyEntries, { cardId }, { as: desk.till.member });
    expect(shown.body.items.slice(0, 2)).toMatchObject([
      { type: 'refund', refundFen: 6_000, changeFen: 0, spendableAfterFen: 0 },
      { type: 'hold', refundFen: 6_000, changeFen: -8_000, principalChangeFen: -8_000 },
    ]);
    await live.until(() => live.ofType('entry').some(({ entry }) => entry.type === 'refund'));
    live.ws.close();
  });

  it('keeps the bank’s reference and the evidence beside the entry', async () => {
    const { id } = await desk.waiting();
    const how = { tender: 'bankTransfer', reference: 'B20260731', evidence: '收款人张三' } as const;
    expect((await desk.payOut(id, how)).body.refund.tender).toBe('bankTransfer');
    const entries = mongoose.connection.collection('entries');
    const entry = await entries.findOne({ refersTo: id });
    const remarks = mongoose.connection.collection('remarks');
    const remark = await remarks.findOne({ _id: entry?._id as never });
    expect(remark?.['text']).toBe('B20260731 · 收款人张三');
    expect(JSON.stringify(entry)).not.toContain('张三');
  });

  it('pays cash up to 100 yuan only', async () => {
    const exact = await desk.waiting();
    expect((await desk.payOut(exact.id)).status).toBe(200);
    const more = await openRefundDesk(app, 10_001);
    const { id } = await more.waiting();
    const { status, code, problem } = await more.payOut(id);
    expect([status, code]).toEqual([422, 'refundUnavailable']);
    expect(problem?.details).toEqual({ reason: 'cashLimit', limitFen: 10_000 });
    const bank = { tender: 'bankTransfer', reference: '1' } as const;
    expect((await more.payOut(id, bank)).status).toBe(200);
  });

  it('waits while the card is frozen', async () => {
    const { id } = await desk.waiting();
    await desk.till.freeze();
    const before = await desk.till.holdings();
    expect((await desk.payOut(id)).code).toBe('cardFrozen');
    expect(await desk.till.holdings()).toEqual(before);
    expect((await desk.cancel(id)).status).toBe(200);
  });
});

describe('recharges.cancelRefund', () => {
  it('puts everything back as it was', async () => {
    const before = await desk.till.holdings();
    const { id } = await desk.waiting();
    const { status, body } = await desk.cancel(id, { note: '会员改主意' });
    expect(status).toBe(200);
    expect(body.refund).toMatchObject({ id, status: 'cancelled', tender: null });
    const after = await desk.till.holdings();
    expect([after.balance, after.lots]).toEqual([before.balance, before.lots]);
    expect((await desk.waiting()).refundFen).toBe(10_000);
  });

  it('gives a bonus that expired meanwhile a week of grace', async () => {
    const { id } = await desk.waiting();
    app.clock.advance(31 * DAY_MS);
    const { body } = await desk.cancel(id);
    expect(body.balance).toMatchObject({ principalFen: 10_000, bonusFen: 2_000 });
    app.clock.advance(7 * DAY_MS);
    expect((await desk.till.holdings()).balance.bonusFen).toBe(0);
  });
});

describe('recharges.listCardRecharges', () => {
  it('lists the newest first, with what each would give back', async () => {
    await buy();
    await desk.till.recharge({ amountFen: 3_000, tender: 'wechat' });
    const { status, body } = await desk.list({ limit: 1 });
    expect(status).toBe(200);
    const untouched = { leftFen: 3_000, refundableFen: 3_000, refundedFen: 0, refund: null };
    expect(body.items).toMatchObject([{ amountFen: 3_000, tender: 'wechat', ...untouched }]);
    const next = await desk.list({ cursor: body.nextCursor ?? '' });
    expect(next.body.nextCursor).toBeNull();
    expect(next.body.items).toMatchObject([
      { id: desk.rechargeId, bonusFen: 2_000, leftFen: 8_000, refundableFen: 6_000, refund: null },
    ]);
  });

  it('tells how a refund stands', async () => {
    const { id } = await desk.waiting();
    const waiting = { id, status: 'waiting', refundFen: 10_000 };
    expect((await desk.list()).body.items).toMatchObject([
      { leftFen: 0, refundableFen: 0, refundedFen: 0, refund: waiting },
    ]);
    expect((await desk.views()).body.refund).toMatchObject(waiting);
    await desk.payOut(id);
    expect((await desk.list()).body.items).toMatchObject([
      { leftFen: 0, refundedFen: 10_000, refund: { id, status: 'paid' } },
    ]);
  });
});
