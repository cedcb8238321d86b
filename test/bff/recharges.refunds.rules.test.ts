import { post, requestClaim, verifyLedger } from '@merchant-coin/bff/modules/coins';
import { api } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import { startTestApp, type TestApp } from '../support/app';
import { type CallOptions, invalid, type Session } from '../support/client';
import { buildStaff, buildStore, newName } from '../support/factories';
import {
  CONFLICT,
  FORBIDDEN,
  INVALID,
  NOT_FOUND,
  NOTHING,
  STORE_FORBIDDEN,
  UNAUTHENTICATED,
} from '../support/refusals';
import { openRefundDesk, type RefundDesk } from '../support/refunds';
import { NO_SUMS } from '../support/till';

const NO_ENTRY = 'ent_01ARZ3NDEKTSV4RRFFQ69G5FAV';
const MISMATCH = [422, 'idempotencyMismatch'];

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

/** The three calls that move coins, on a refund that waits or would be opened. */
const ACTS = ['open', 'payOut', 'cancel'] as const;
type Act = (typeof ACTS)[number];
const FULL = { view: 'full', refundFen: 10_000 } as const;

/** A deed by itself, told apart from what leads to it; answers `[status, code]`. */
async function ready(act: Act) {
  const refundId = act === 'open' ? '' : (await desk.waiting()).id;
  return async (fields: object = {}, options: CallOptions = {}) => {
    const opened = act === 'open' ? desk.open({ ...FULL, ...fields }, options) : null;
    const ended = act === 'open' ? null : desk[act](refundId, fields, options);
    const reply = await (opened ?? ended);
    if (!reply) throw new Error('nothing was called');
    return { answer: [reply.status, reply.code], body: reply.body };
  };
}

type Outsider = () => Promise<Pick<Session, 'token'> | undefined>;
const OUTSIDERS: [string, Outsider, (number | string)[]][] = [
  ['nobody', async () => undefined, UNAUTHENTICATED],
  ['the member', async () => desk.till.member, FORBIDDEN],
  ['a clerk', async () => desk.till.clerk, FORBIDDEN],
  ['a manager of another merchant', () => buildStaff({ role: 'manager' }), FORBIDDEN],
  ['the member who is the owner', ownOwner, FORBIDDEN],
];

function ownOwner() {
  const { merchant, member } = desk.till;
  return buildStaff({ merchant, role: 'owner', user: member });
}

describe.each(ACTS)('a refund: %s', (act) => {
  it.each(OUTSIDERS)('is not for %s', async (_who, sessionOf, expected) => {
    const call = await ready(act);
    const as = await sessionOf();
    const before = await desk.till.holdings();
    expect((await call({}, { as })).answer).toEqual(expected);
    expect(await desk.till.holdings()).toEqual(before);
  });

  it('keeps to stores and merchants', async () => {
    const call = await ready(act);
    const { merchant } = desk.till;
    const before = await desk.till.holdings();
    const elsewhere = await buildStore(merchant);
    for (const storeId of [elsewhere, NOTHING.storeId]) {
      expect((await call({ storeId })).answer).toEqual(STORE_FORBIDDEN);
    }
    const storeId = await buildStore(merchant, { kind: 'terminal' });
    const owner = await buildStaff({ merchant, role: 'owner' });
    expect((await call({ storeId }, { as: owner })).answer).toEqual([422, 'refundUnavailable']);
    expect((await call({ merchantId: NOTHING.merchantId })).answer).toEqual(NOT_FOUND);
    const strange = await openRefundDesk(app);
    const others =
      act === 'open'
        ? [{ rechargeId: strange.rechargeId }, { rechargeId: NO_ENTRY }]
        : [(await strange.waiting()).id, desk.rechargeId].map((refundId) => ({ refundId }));
    for (const other of others) expect((await call(other)).answer).toEqual(NOT_FOUND);
    expect(await desk.till.holdings()).toMatchObject({ balance: before.balance });
  });

  it('needs a request key, which has one effect', async () => {
    const call = await ready(act);
    expect((await call({}, { key: null })).answer).toEqual([400, 'idempotencyKeyMissing']);
    const key = newName('key-');
    const replies = await Promise.all(Array.from({ length: 8 }, () => call({}, { key })));
    const [first] = replies;
    for (const reply of replies) expect(reply).toEqual(first);
    expect(first?.answer[1]).toBeNull();
    const before = await desk.till.holdings();
    await desk.till.freeze();
    expect(await call({}, { key })).toEqual(first);
    const other =
      act === 'open' ? { note: '改' } : act === 'cancel' ? { note: '改' } : { evidence: '改' };
    expect((await call(other, { key })).answer).toEqual(MISMATCH);
    expect((await desk.till.holdings()).balance).toEqual(before.balance);
  });

  it('happens once, however many ask at once with keys of their own', async () => {
    const call = await ready(act);
    const replies = await Promise.all(Array.from({ length: 8 }, () => call()));
    const done = replies.filter(({ answer }) => answer[1] === null);
    expect(done).toHaveLength(1);
    for (const { answer } of replies) if (answer[1] !== null) expect(answer).toEqual(CONFLICT);
    const { balance } = await desk.till.holdings();
    const heldFen = act === 'open' ? 12_000 : 0;
    expect(balance).toMatchObject({ heldFen, spendableFen: act === 'cancel' ? 12_000 : 0 });
  });
});

describe('recharges.openRefund', () => {
  it('takes no input that is none', async () => {
    const before = await desk.till.holdings();
    const inputs = [
      ...NO_SUMS.map((refundFen) => ({ refundFen })),
      { reason: 'mood' },
      { reason: undefined },
      { view: 'best' },
      { view: undefined },
      { storeId: undefined },
      { note: '' },
      { note: 'x'.repeat(201) },
    ];
    for (const fields of inputs) {
      const { status, code } = await desk.open(invalid({ ...FULL, ...fields }));
      expect([fields, [status, code]]).toEqual([fields, INVALID]);
    }
    expect(await desk.till.holdings()).toEqual(before);
  });

  it('and purchases that race: what is paid back and what is sold never overlap', async () => {
    const codes = [];
    for (let offset = -1; offset <= 1; offset += 1) codes.push(await desk.till.codeAt(offset));
    const [opened, ...sales] = await Promise.all([
      desk.open(FULL),
      ...codes.map((payCode) => desk.till.redeem({ payCode, confirmDuplicate: true })),
    ]);
    const sold = sales.filter(({ status }) => status === 201).length;
    const { balance } = await desk.till.holdings();
    // The sum that was told holds only while nothing was sold before.
    if (opened.status === 201) expect([sold, balance.heldFen]).toEqual([0, 12_000]);
    else expect([opened.code, balance.heldFen]).toEqual(['conflict', 0]);
    expect(balance.heldFen + balance.spendableFen).toBe(12_000 - sold * 800);
  });

  it('waits for coins that lie in another hold', async () => {
    const { cardId } = desk.till.member;
    const { merchantId } = desk.till.place;
    const sale = { listFen: 500, paidFen: 500, discountBp: 10_000, pointsBp: 0 };
    await post({
      ...{ type: 'hold', merchantId, cardId, sale, policy: 'bonusFirst', expiresAt: null },
      ...{ now: app.clock.now(), claims: [requestClaim(newName('hold-'))], fingerprint: 'f' },
      ...{ storeId: null, staffId: null },
    });
    const { code, problem } = await desk.open(FULL);
    expect([code, problem?.details]).toEqual(['conflict', { reason: 'coinsHeld' }]);
  });

  it('is for recharges only', async () => {
    const { id } = await desk.till.sale();
    expect((await desk.open({ ...FULL, rechargeId: id })).status).toBe(404);
  });
});

describe('recharges.payOutRefund and recharges.cancelRefund', () => {
  it('take no input that is none', async () => {
    const { id } = await desk.waiting();
    const before = await desk.till.holdings();
    const inputs = [
      { tender: 'cheque' },
      { tender: undefined },
      { tender: 'bankTransfer' },
      { tender: 'cash', reference: '1' },
      { tender: 'bankTransfer', reference: '' },
      { evidence: undefined },
      { evidence: '' },
      { evidence: 'x'.repeat(201) },
      { storeId: undefined },
    ];
    for (const fields of inputs) {
      const { status, code } = await desk.payOut(id, invalid(fields));
      expect([fields, [status, code]]).toEqual([fields, INVALID]);
    }
    for (const fields of [{ note: '' }, { storeId: { $ne: '' } }]) {
      expect((await desk.cancel(id, invalid(fields))).status).toBe(400);
    }
    expect((await desk.payOut('ent_x')).status).toBe(404);
    expect(await desk.till.holdings()).toEqual(before);
  });

  it('alone end a refund: the doors of other holds do not find it', async () => {
    const { id: holdId } = await desk.waiting();
    const { merchantId } = desk.till.place;
    const before = await desk.till.holdings();
    const { app, manager: as } = desk;
    const capture = { merchantId, holdId, listFen: 1 };
    expect((await app.call(api.holds.captureHold, capture, { as })).code).toBe('notFound');
    const release = await app.call(api.holds.releaseHold, { merchantId, holdId }, { as });
    expect(release.code).toBe('notFound');
    expect((await desk.till.reverse(holdId, {}, { as })).status).not.toBe(201);
    expect(await desk.till.holdings()).toEqual(before);
  });

  it('exclude each other', async () => {
    const { id } = await desk.waiting();
    const replies = await Promise.all([desk.payOut(id), desk.cancel(id), desk.payOut(id)]);
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(1);
    const { balance } = await desk.till.holdings();
    expect(balance.heldFen).toBe(0);
    expect([0, 12_000]).toContain(balance.spendableFen);
    for (const reply of [await desk.payOut(id), await desk.cancel(id)]) {
      expect([reply.status, reply.code]).toEqual(CONFLICT);
    }
  });
});

describe('recharges.getRefundViews and recharges.listCardRecharges', () => {
  it.each(OUTSIDERS)('show nothing of it to %s', async (who, sessionOf, expected) => {
    const as = await sessionOf();
    const views = await desk.views({ as });
    expect([views.status, views.code]).toEqual(expected);
    const list = await desk.list({ as });
    const mayList = ['a clerk', 'the member who is the owner'].includes(who);
    expect([list.status, list.code]).toEqual(mayList ? [200, null] : expected);
  });

  it('keep to the merchant', async () => {
    const strange = await openRefundDesk(app);
    for (const rechargeId of [NO_ENTRY, strange.rechargeId]) {
      expect((await desk.views({ rechargeId })).code).toBe('notFound');
    }
    for (const cardId of [NOTHING.cardId, strange.till.member.cardId]) {
      expect((await desk.list({ cardId })).code).toBe('notFound');
    }
    expect((await desk.list({ cardId: 'crd_x' })).code).toBe('notFound');
    expect((await desk.list({ cursor: 'nonsense' })).code).toBe('validationFailed');
    expect((await desk.views({ rechargeId: 'ent_x' })).code).toBe('notFound');
  });

  it('are reads: they append nothing', async () => {
    const before = await desk.till.holdings();
    await desk.views();
    await desk.list();
    expect(await desk.till.holdings()).toEqual(before);
    expect(api.recharges.getRefundViews.method).toBe('GET');
  });
});
