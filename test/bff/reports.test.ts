import { api } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import { startTestApp, type TestApp } from '../support/app';
import { ApprovalsAt } from '../support/approvals';
import type { CallOptions } from '../support/client';
import { buildMerchant, buildStaff, buildStore, buildUser } from '../support/factories';
import { CONFLICT, FORBIDDEN, INVALID, NOT_FOUND, UNAUTHENTICATED } from '../support/refusals';
import { openTill, startOfStep, Till } from '../support/till';

const NO_ENTRY = 'ent_01ARZ3NDEKTSV4RRFFQ69G5FAV';

let app: TestApp;
let till: Till;
let approvals: ApprovalsAt;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  startOfStep(app);
  till = await openTill(app);
  approvals = new ApprovalsAt(till);
});
afterAll(() => app.close());
afterEach(() => app.clock.reset());

const askedByPhone = (listFen = 1_000) => approvals.asked({ phone: till.member.phone, listFen });

interface Said {
  reason?: string;
  cardId?: string;
}

function report(redemptionId: string, said: Said = {}, options: CallOptions = {}) {
  const { cardId } = till.member;
  const input = { cardId, redemptionId, ...said };
  return app.call(api.redemptions.reportRedemption, input, { as: till.member, ...options });
}

async function list(options: CallOptions = {}, page: { limit?: number; cursor?: string } = {}) {
  const { merchantId, owner } = till.merchant;
  const input = { merchantId, ...page };
  return app.call(api.redemptions.listReports, input, { as: owner, ...options });
}

/** A payment that was asked for and refused. */
async function refused(listFen?: number): Promise<string> {
  const { id } = await askedByPhone(listFen);
  await approvals.refuse(id);
  return id;
}

const told = ({ status, code }: { status: number; code: string | null }) => [status, code];

describe('redemptions.reportRedemption', () => {
  it('tells owner and manager who asked for what, where and when', async () => {
    const id = await refused();
    const { status, body } = await report(id, { reason: '我不在店里' });
    expect(status).toBe(201);
    const { body: seen } = await list();
    expect(seen.items).toEqual([
      {
        redemptionId: id,
        storeName: expect.any(String),
        clerkName: null,
        member: {
          name: null,
          phone: expect.stringMatching(/^1\d\d\*{4}\d{4}$/),
          cardNumber: till.member.cardNumber,
        },
        amountFen: 1_000,
        reason: '我不在店里',
        askedAt: expect.any(String),
        reportedAt: body.reportedAt,
      },
    ]);
    const manager = await buildStaff({ merchant: till.merchant, role: 'manager' });
    expect((await list({ as: manager })).body).toEqual(seen);
  });

  it('is recorded once: the first stands, also of eight at once', async () => {
    const id = await refused();
    const replies = await Promise.all(
      Array.from({ length: 8 }, (_, n) => report(id, { reason: `no. ${n}` })),
    );
    expect(replies.filter(({ status }) => status === 201)).toHaveLength(1);
    expect(replies.filter(({ status }) => status === 200)).toHaveLength(7);
    expect(new Set(replies.map(({ body }) => body.reportedAt)).size).toBe(1);
    expect((await list()).body.items).toHaveLength(1);
  });

  it('is open where nobody answered, or the clerk gave up', async () => {
    const { id: unanswered } = await askedByPhone();
    app.clock.advance(61_000);
    expect((await report(unanswered)).status).toBe(201);
    const { id: cancelled } = await askedByPhone(1_100);
    await approvals.cancel(cancelled);
    expect((await report(cancelled)).status).toBe(201);
    expect((await list()).body.items.map(({ redemptionId }) => redemptionId)).toEqual([
      cancelled,
      unanswered,
    ]);
  });

  it('is not about what still waits, or what one has paid', async () => {
    const { id } = await askedByPhone();
    const waiting = await report(id);
    expect([waiting.code, waiting.problem?.details]).toEqual([
      'conflict',
      { reason: 'stillWaiting' },
    ]);
    await approvals.approve(id);
    expect(told(await report(id))).toEqual(CONFLICT);
    expect((await list()).body.items).toEqual([]);
  });

  it('knows only what one’s own card was asked for', async () => {
    const id = await refused();
    const { id: sold } = await till.sale();
    expect(told(await report(sold))).toEqual(NOT_FOUND);
    expect(told(await report(NO_ENTRY))).toEqual(NOT_FOUND);
    expect(told(await report(id, {}, { as: await buildUser() }))).toEqual(NOT_FOUND);
    expect(told(await report(id, {}, { as: undefined }))).toEqual(UNAUTHENTICATED);
    const neighbour = await openTill(app, { clerk: till.clerk });
    const { cardId } = neighbour.member;
    expect(told(await report(id, { cardId }, { as: neighbour.member }))).toEqual(NOT_FOUND);
  });

  it.each([
    ['too long', '长'.repeat(201)],
    ['of another kind', 7 as never],
  ])('takes no reason %s', async (_what, reason) => {
    expect(told(await report(NO_ENTRY, { reason }))).toEqual(INVALID);
  });
});

describe('redemptions.listReports', () => {
  it('comes page by page, newest first', async () => {
    const ids = [];
    for (const sum of [100, 200, 300]) {
      const id = await refused(sum);
      await report(id);
      ids.unshift(id);
    }
    const first = (await list({}, { limit: 2 })).body;
    const cursor = first.nextCursor ?? '';
    const second = (await list({}, { limit: 2, cursor })).body;
    const seen = [...first.items, ...second.items].map(({ redemptionId }) => redemptionId);
    expect(seen).toEqual(ids);
    expect(second.nextCursor).toBeNull();
    expect(told(await list({}, { cursor: 'nothing of ours' }))).toEqual(INVALID);
  });

  it('shows a manager the own stores only', async () => {
    const second = await buildStore(till.merchant);
    const both = await buildStaff({
      merchant: till.merchant,
      storeIds: [till.merchant.storeId, second],
    });
    await report(await refused());
    const elsewhere = new ApprovalsAt(new Till(app, both, till.member));
    const { phone } = till.member;
    const { id } = await elsewhere.asked({ phone, storeId: second, listFen: 500 });
    await elsewhere.refuse(id);
    await report(id);
    const manager = await buildStaff({
      merchant: till.merchant,
      role: 'manager',
      storeIds: [second],
    });
    const { items } = (await list({ as: manager })).body;
    expect(items.map(({ redemptionId }) => redemptionId)).toEqual([id]);
    expect((await list()).body.items).toHaveLength(2);
  });

  it('is for managers and owners of the merchant', async () => {
    expect(told(await list({ as: till.clerk }))).toEqual(FORBIDDEN);
    expect(told(await list({ as: till.member }))).toEqual(FORBIDDEN);
    expect(told(await list({ as: undefined }))).toEqual(UNAUTHENTICATED);
    const other = await buildMerchant();
    expect(told(await list({ as: other.owner }))).toEqual(FORBIDDEN);
    const { merchantId } = other;
    const theirs = await app.call(api.redemptions.listReports, { merchantId }, { as: other.owner });
    expect(theirs.body.items).toEqual([]);
  });

  it('keeps no phone and no name', async () => {
    await report(await refused());
    const kept = await mongoose.connection.collection('redemptionReports').find().toArray();
    expect(JSON.stringify(kept)).not.toContain(till.member.phone);
  });
});
