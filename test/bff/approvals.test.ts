import { verifyLedger } from '@merchant-coin/bff/modules/coins';
import { api, type Problem } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import { startTestApp, type TestApp } from '../support/app';
import { ApprovalsAt } from '../support/approvals';
import { invalid } from '../support/client';
import { buildMember, buildStaff, buildUser, newName, newPhone } from '../support/factories';
import { HoldsAt } from '../support/holds';
import { LiveClient } from '../support/live';
import { FORBIDDEN, INVALID, NOT_FOUND, UNAUTHENTICATED } from '../support/refusals';
import { NO_SUMS, openTill, OUTSIDERS, startOfStep, type Till } from '../support/till';

const NO_ENTRY = 'ent_01ARZ3NDEKTSV4RRFFQ69G5FAV';
const ENDED = ['conflict', 'holdEnded'];
const MINUTE_MS = 60_000;

let app: TestApp;
let till: Till;
let approvals: ApprovalsAt;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  startOfStep(app);
  till = await openTill(app, { type: { discountBp: 8_800 } });
  approvals = new ApprovalsAt(till);
});
afterEach(() => app.clock.reset());
afterAll(async () => {
  const db = mongoose.connection.db;
  const { broken } = db ? await verifyLedger(db, () => undefined) : { broken: 'no database' };
  await app.close();
  // Whatever these tests did, the ledger has to prove it.
  expect(broken).toBeNull();
});

type Refused = Promise<{ status: number; code: unknown; problem: Problem | null }>;

async function refusal(reply: Refused) {
  const { status, code } = await reply;
  return [status, code];
}

async function reasonOf(reply: Refused) {
  const { code, problem } = await reply;
  return [code, problem?.details?.['reason']];
}

const statusOf = async (id: string) => (await till.look(id)).body.redemption.status;

describe('a redemption above a limit', () => {
  it('waits for the member with its coins held, at the price after discount', async () => {
    await approvals.limitMerchant(879);
    const { body: preview } = await till.preview();
    expect([preview.priceFen, preview.needsApproval]).toEqual([880, true]);
    const { status, body } = await till.redeem();
    expect(status).toBe(201);
    expect(body.redemption).toMatchObject({
      status: 'waiting',
      paidFen: 0,
      heldFen: 880,
      pointsEarned: 0,
      balance: { principalFen: 9_120, heldFen: 880, spendableFen: 9_120 },
    });
    expect((await till.look(body.redemption.id)).body.redemption).toEqual(body.redemption);
  });

  it('is one whose price is above the lower of the two, not one that meets it', async () => {
    await approvals.limitMerchant(5_000);
    await approvals.limitCard(880);
    expect((await till.preview()).body.needsApproval).toBe(false);
    expect((await till.sale()).status).toBe('done');
    await approvals.limitCard(800);
    await approvals.asked();
    await approvals.limitCard(null);
    expect((await till.sale()).status).toBe('done');
    await approvals.limitMerchant(null);
    expect((await till.sale({ listFen: 8_000 })).status).toBe('done');
  });
});

describe('redemptions.listApprovals', () => {
  it('shows who asks for how much until when, and the code is used', async () => {
    await approvals.limitCard(100);
    const payCode = await till.code();
    const { id, at } = await approvals.asked({ payCode });
    expect(await refusal(till.redeem({ payCode }))).toEqual([409, 'payCodeUsed']);
    expect(await approvals.list()).toEqual([
      expect.objectContaining({
        redemptionId: id,
        cardId: till.member.cardId,
        storeName: '总店',
        clerkName: null,
        listFen: 1_000,
        discountBp: 8_800,
        priceFen: 880,
        expiresAt: new Date(Date.parse(at) + MINUTE_MS).toISOString(),
      }),
    ]);
    expect(await approvals.list({ as: await buildUser() })).toEqual([]);
  });
});

describe('what is not asked for', () => {
  it('is a hold at the counter: it is refused, and one that waits is not the counter’s', async () => {
    await approvals.limitCard(100);
    const holds = new HoldsAt(till);
    expect(await reasonOf(holds.create())).toEqual(['approvalUnavailable', 'aboveLimit']);
    const { id } = await approvals.asked();
    expect(await refusal(holds.capture(id))).toEqual(NOT_FOUND);
    expect(await refusal(holds.release(id))).toEqual(NOT_FOUND);
    expect((await holds.list()).body.items).toEqual([]);
  });

  it('is a sum that the card does not hold, or one on a frozen card', async () => {
    await approvals.limitCard(100);
    const short = await till.redeem({ listFen: 20_000 });
    expect([short.status, short.code]).toEqual([409, 'insufficientBalance']);
    await till.freeze();
    expect(await refusal(till.redeem())).toEqual([409, 'cardFrozen']);
    expect(await approvals.list()).toEqual([]);
  });
});

describe('redemptions.approveRedemption', () => {
  it('pays what was asked, in the name of the clerk, who may take it back', async () => {
    await approvals.limitCard(100);
    const { id } = await approvals.asked();
    const { status, body } = await approvals.approve(id);
    expect(status).toBe(200);
    expect(body.redemption).toMatchObject({ id, status: 'done', paidFen: 880, heldFen: 0 });
    expect(body.balance).toMatchObject({ principalFen: 9_120, heldFen: 0 });
    expect(await statusOf(id)).toBe('done');
    expect(await approvals.list()).toEqual([]);
    expect((await till.reverse(id)).body.reversal.amountFen).toBe(880);
  });

  it('counts once, whatever else is said at the same time', async () => {
    await approvals.limitCard(100);
    const { id } = await approvals.asked();
    const key = newName('key-');
    const replies = await Promise.all([
      ...Array.from({ length: 4 }, () => approvals.approve(id, { key })),
      ...Array.from({ length: 4 }, () => approvals.refuse(id)),
      ...Array.from({ length: 4 }, () => approvals.cancel(id)),
    ]);
    const done = replies.filter(({ status }) => status === 200);
    const others = replies.filter(({ status }) => status !== 200);
    expect([1, 4]).toContain(done.length);
    expect(new Set(others.map(({ code }) => code))).toEqual(new Set(['conflict']));
    const { balance } = await till.holdings();
    expect(balance.heldFen).toBe(0);
    expect([9_120, 10_000]).toContain(balance.principalFen);
    expect(await statusOf(id)).toBe(done[0]?.body.redemption.status);
  });

  it('comes too late after a minute: the coins are free again', async () => {
    await approvals.limitCard(100);
    const { id } = await approvals.asked();
    app.clock.advance(MINUTE_MS);
    expect(await statusOf(id)).toBe('expired');
    expect(await approvals.list()).toEqual([]);
    expect(await reasonOf(approvals.approve(id))).toEqual(ENDED);
    expect((await till.holdings()).balance).toMatchObject({ heldFen: 0, spendableFen: 10_000 });
    await approvals.limitCard(null);
    await till.sale();
    expect(await statusOf(id)).toBe('expired');
  });

  it('is none on a card that was frozen meanwhile, as from another phone', async () => {
    await approvals.limitCard(100);
    const { id } = await approvals.asked();
    await till.freeze();
    expect(await refusal(approvals.approve(id))).toEqual([409, 'cardFrozen']);
    expect(await statusOf(id)).toBe('waiting');
    expect((await approvals.refuse(id)).status).toBe(200);
    expect((await till.holdings()).balance).toMatchObject({ heldFen: 0, principalFen: 10_000 });
  });

  it('is told to the clerk, as the question is to the member', async () => {
    await approvals.limitCard(100);
    const [phone, counter] = await Promise.all([
      LiveClient.signIn(app, till.member),
      LiveClient.signIn(app, till.clerk),
    ]);
    const { id } = await approvals.asked();
    await phone.until(() => phone.ofType('approvalAsked').length === 1);
    expect(phone.ofType('approvalAsked')[0]?.approval).toEqual((await approvals.list())[0]);
    await approvals.approve(id);
    await counter.until(() => counter.ofType('approvalEnded').length === 1);
    expect(counter.ofType('approvalEnded')).toEqual([
      { type: 'approvalEnded', redemptionId: id, status: 'done' },
    ]);
    phone.ws.close();
    counter.ws.close();
  });

  it('answers the same under its key, and nothing else', async () => {
    await approvals.limitCard(100);
    const { id } = await approvals.asked();
    const key = newName('key-');
    const first = await approvals.approve(id, { key });
    expect((await approvals.approve(id, { key })).body).toEqual(first.body);
    expect(await refusal(approvals.refuse(id, { key }))).toEqual([422, 'idempotencyMismatch']);
    expect(await reasonOf(approvals.approve(id))).toEqual(ENDED);
    expect(await refusal(approvals.approve(id, { key: null }))).toEqual([
      400,
      'idempotencyKeyMissing',
    ]);
  });
});

describe('redemptions.refuseRedemption and redemptions.cancelRedemption', () => {
  it('give the coins back, and say by whom', async () => {
    await approvals.limitCard(100);
    const refused = await approvals.asked();
    const { body } = await approvals.refuse(refused.id);
    expect([body.redemption.status, body.redemption.heldFen]).toEqual(['refused', 0]);
    expect(body.balance).toMatchObject({ heldFen: 0, spendableFen: 10_000 });
    const cancelled = await approvals.asked();
    expect((await approvals.cancel(cancelled.id)).body.redemption.status).toBe('cancelled');
    expect(await statusOf(refused.id)).toBe('refused');
    expect(await reasonOf(approvals.approve(refused.id))).toEqual(ENDED);
    expect(await refusal(till.reverse(refused.id))).toEqual([422, 'reversalExceeds']);
  });

  it('replay the redemption as it stands by now', async () => {
    await approvals.limitCard(100);
    const key = newName('key-');
    const payCode = await till.code();
    const { body: asked } = await till.redeem({ payCode }, { key });
    await approvals.refuse(asked.redemption.id);
    const { status, body: again } = await till.redeem({ payCode }, { key });
    expect([status, again.redemption.id, again.redemption.status]).toEqual([
      201,
      asked.redemption.id,
      'refused',
    ]);
  });

  it('are for the member and for the store', async () => {
    await approvals.limitCard(100);
    const { id } = await approvals.asked();
    const before = await till.holdings();
    const stranger = await buildMember({ merchant: till.merchant });
    for (const say of ['approve', 'refuse'] as const) {
      expect(await refusal(approvals[say](id, { as: stranger }))).toEqual(NOT_FOUND);
      expect(await refusal(approvals[say](id, { as: till.clerk }))).toEqual(NOT_FOUND);
      expect(await refusal(approvals[say](id, { as: undefined }))).toEqual(UNAUTHENTICATED);
      expect(await refusal(approvals[say](NO_ENTRY))).toEqual(NOT_FOUND);
      expect(await refusal(approvals[say]('ent_1'))).toEqual(NOT_FOUND);
    }
    const theirs = await openTill(app, { merchant: till.merchant });
    const another = new ApprovalsAt(theirs);
    expect(await refusal(another.approve(id))).toEqual(NOT_FOUND);
    expect(await till.holdings()).toMatchObject({ balance: before.balance });
  });

  it.each(OUTSIDERS)('cancelling is not for %s', async (_who, sessionOf, expected) => {
    await approvals.limitCard(100);
    const { id } = await approvals.asked();
    const as = await sessionOf(till);
    expect(await refusal(approvals.cancel(id, { as }))).toEqual(expected);
    expect(await statusOf(id)).toBe('waiting');
  });
});

describe('a redemption by phone number', () => {
  it('waits for the member, whatever the sum', async () => {
    const { phone } = till.member;
    const { id } = await approvals.asked({ phone });
    expect((await till.holdings()).balance.heldFen).toBe(880);
    expect((await approvals.approve(id)).body.redemption.paidFen).toBe(880);
  });

  it('is not there for someone who never signed in', async () => {
    const phone = newPhone();
    const { merchantId } = till.merchant;
    await app.call(api.cards.registerMember, { merchantId, phone }, { as: till.clerk });
    expect(await reasonOf(till.redeem({ phone }))).toEqual([
      'approvalUnavailable',
      'neverSignedIn',
    ]);
  });
});

describe('redemptions.setApprovalLimit and redemptions.setMyApprovalLimit', () => {
  it('are read and set by the owner alone', async () => {
    const { merchantId, owner } = till.merchant;
    const read = (as: { token: string }) =>
      app.call(api.redemptions.getApprovalLimit, { merchantId }, { as });
    expect((await read(owner)).body).toEqual({ limitFen: null });
    expect((await approvals.limitMerchant(5_000)).body).toEqual({ limitFen: 5_000 });
    expect((await read(owner)).body).toEqual({ limitFen: 5_000 });
    const manager = await buildStaff({ merchant: till.merchant, role: 'manager' });
    expect(await refusal(approvals.limitMerchant(1, { as: manager }))).toEqual(FORBIDDEN);
    expect(await refusal(read(manager))).toEqual(FORBIDDEN);
    const { owner: stranger } = (await openTill(app)).merchant;
    expect(await refusal(approvals.limitMerchant(1, { as: stranger }))).toEqual(FORBIDDEN);
  });

  it('of a card are its member’s', async () => {
    await approvals.limitCard(2_000);
    const { cardId } = till.member;
    const { body } = await app.call(api.cards.getMyCard, { cardId }, { as: till.member });
    expect(body.approvalLimitFen).toBe(2_000);
    expect(await refusal(approvals.limitCard(1, { as: till.clerk }))).toEqual(NOT_FOUND);
    expect(await refusal(approvals.limitCard(1, { as: undefined }))).toEqual(UNAUTHENTICATED);
  });

  it('are sums or none', async () => {
    for (const limitFen of NO_SUMS.filter((sum) => sum !== null)) {
      expect(await refusal(approvals.limitCard(invalid(limitFen)))).toEqual(INVALID);
      expect(await refusal(approvals.limitMerchant(invalid(limitFen)))).toEqual(INVALID);
    }
  });
});
