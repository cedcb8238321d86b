import { endStaff } from '@merchant-coin/bff/modules/accounts';
import { api, DAY_MS } from '@merchant-coin/shared';
import { startTestApp, type TestApp } from '../support/app';
import type { Session } from '../support/client';
import { buildMember, buildStaff, buildUser } from '../support/factories';
import { FORBIDDEN, NOT_FOUND, NOTHING, UNAUTHENTICATED } from '../support/refusals';
import { openRefundDesk, type RefundDesk } from '../support/refunds';

const NO_ENTRY = 'ent_01ARZ3NDEKTSV4RRFFQ69G5FAV';

let app: TestApp;
let desk: RefundDesk;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  desk = await openRefundDesk(app);
});
afterEach(() => app.clock.reset());
afterAll(() => app.close());

const answer = ({ status, code }: { status: number; code: string | null }) => [status, code];

/** The refunds of the desk's recharge, as somebody sees them. */
const history = (as: Session | null = desk.manager, rechargeId = desk.rechargeId) => {
  const { merchantId } = desk.till.place;
  return app.call(api.recharges.listRefunds, { merchantId, rechargeId }, as ? { as } : {});
};

const mine = (refundId: string, as?: Session, cardId = desk.till.member.cardId) =>
  app.call(api.recharges.getMyRefund, { cardId, refundId }, as ? { as } : {});

/** A refund that is paid by bank after one that was cancelled, a day each. */
async function twoRefunds() {
  const first = await desk.waiting({ note: '会员要搬家' });
  app.clock.advance(DAY_MS);
  await desk.cancel(first.id, { note: '会员又不退了' });
  const second = await desk.waiting();
  app.clock.advance(DAY_MS);
  const how = { tender: 'bankTransfer', reference: 'B1', evidence: '收款人张三' } as const;
  await desk.payOut(second.id, how);
  return { first, second };
}

describe('recharges.listRefunds', () => {
  it('tells a manager of each refund what was done, when, where, by whom and why', async () => {
    const { body: none } = await history();
    expect(none).toEqual({ items: [], nextCursor: null });
    const { first, second } = await twoRefunds();
    const storeName = expect.stringMatching(/./) as string;
    const by = { storeName, staffName: expect.stringMatching(/^139\*{4}\d{4}$/) as string };
    const { status, body } = await history();
    expect(status).toBe(200);
    const [latest, earlier] = body.items;
    expect(earlier).toEqual({
      ...first,
      status: 'cancelled',
      endedAt: earlier?.steps[1]?.at,
      steps: [
        { is: 'opened', at: first.openedAt, ...by, note: '会员要搬家' },
        { is: 'cancelled', at: earlier?.endedAt, ...by, note: '会员又不退了' },
      ],
    });
    expect(latest).toMatchObject({
      ...{ id: second.id, status: 'paid', tender: 'bankTransfer', refundFen: 10_000 },
      ...{ principalFen: 10_000, bonusFen: 2_000 },
      steps: [
        { is: 'opened', note: null },
        { is: 'paid', at: latest?.endedAt, note: 'B1 · 收款人张三' },
      ],
    });
    const [opened, paid] = latest?.steps ?? [];
    expect(Date.parse(paid?.at ?? '') - Date.parse(opened?.at ?? '')).toBeGreaterThanOrEqual(
      DAY_MS,
    );
  });

  it('keeps notes and evidence from clerks', async () => {
    await twoRefunds();
    const { status, body } = await history(desk.till.clerk);
    expect(status).toBe(200);
    const steps = body.items.flatMap((refund) => refund.steps);
    expect(steps.map(({ is, note }) => [is, note])).toEqual([
      ['opened', null],
      ['paid', null],
      ['opened', null],
      ['cancelled', null],
    ]);
    expect(JSON.stringify(body)).not.toContain('张三');
    for (const { staffName } of steps) expect(staffName).not.toBeNull();
  });

  it('names who did it also after they have left', async () => {
    const { merchant } = desk.till;
    const user = await buildUser({ name: '周店长' });
    const manager = await buildStaff({ merchant, role: 'manager', user });
    const { body } = await desk.open({}, { as: manager });
    await endStaff(merchant.merchantId, manager.staffId, app.clock.now());
    const { items } = (await history()).body;
    expect(items).toMatchObject([{ id: body.refund.id, steps: [{ staffName: '周店长' }] }]);
  });

  it('is for staff of the merchant, not of their own card', async () => {
    await desk.waiting();
    const { merchant, member } = desk.till;
    const own = await buildStaff({ merchant, role: 'owner', user: member });
    const strange = await openRefundDesk(app);
    expect(answer(await history(null))).toEqual(UNAUTHENTICATED);
    for (const as of [await buildMember({ merchant }), strange.manager, own]) {
      expect(answer(await history(as))).toEqual(FORBIDDEN);
    }
    const { id: sale } = await strange.till.sale();
    for (const rechargeId of [NO_ENTRY, 'ent_x', strange.rechargeId, sale]) {
      expect(answer(await history(desk.manager, rechargeId))).toEqual(NOT_FOUND);
    }
  });
});

describe('recharges.getMyRefund', () => {
  it('tells the member how it stands, without what staff wrote', async () => {
    const { first, second } = await twoRefunds();
    const { member } = desk.till;
    const { status, body } = await mine(second.id, member);
    expect(status).toBe(200);
    expect(body.refund).toMatchObject({ id: second.id, status: 'paid', tender: 'bankTransfer' });
    expect(body.refund.steps).toEqual([
      { is: 'opened', at: second.openedAt, storeName: expect.any(String) as string },
      { is: 'paid', at: body.refund.endedAt, storeName: expect.any(String) as string },
    ]);
    expect(JSON.stringify(body)).not.toContain('张三');
    expect((await mine(first.id, member)).body.refund.status).toBe('cancelled');
  });

  it('is led to by the entries and the hold of the card', async () => {
    const { cardId } = desk.till.member;
    const as = desk.till.member;
    const { id } = await desk.waiting();
    const { holds } = (await app.call(api.cards.getMyCard, { cardId }, { as })).body;
    expect(holds).toMatchObject([{ id, heldFen: 12_000, refundFen: 10_000, expiresAt: null }]);
    await desk.payOut(id);
    const { items } = (await app.call(api.cards.listMyEntries, { cardId }, { as })).body;
    expect(items.map((entry) => [entry.type, entry.refundId])).toEqual([
      ['refund', id],
      ['hold', id],
      ['recharge', null],
    ]);
  });

  it('is the card’s own member’s', async () => {
    const { id } = await desk.waiting();
    const { member } = desk.till;
    const strange = await openRefundDesk(app);
    const { id: theirs } = await strange.waiting();
    expect(answer(await mine(id))).toEqual(UNAUTHENTICATED);
    for (const as of [desk.manager, strange.till.member]) {
      expect(answer(await mine(id, as))).toEqual(NOT_FOUND);
    }
    for (const refundId of [theirs, desk.rechargeId, NO_ENTRY, 'ent_x']) {
      expect(answer(await mine(refundId, member))).toEqual(NOT_FOUND);
    }
    for (const cardId of [strange.till.member.cardId, NOTHING.cardId]) {
      expect(answer(await mine(id, member, cardId))).toEqual(NOT_FOUND);
    }
  });
});
