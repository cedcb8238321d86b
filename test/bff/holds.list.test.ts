import { startTestApp, type TestApp } from '../support/app';
import { invalid } from '../support/client';
import { buildMember, buildStaff, buildStore } from '../support/factories';
import { HoldsAt } from '../support/holds';
import { INVALID, NOTHING, STORE_FORBIDDEN } from '../support/refusals';
import { openTill, OUTSIDERS, startOfStep, Till } from '../support/till';

const MINUTE_MS = 60_000;

let app: TestApp;
let till: Till;
let holds: HoldsAt;
beforeAll(async () => {
  app = await startTestApp();
});
beforeEach(async () => {
  startOfStep(app);
  till = await openTill(app);
  holds = new HoldsAt(till);
});
afterAll(() => app.close());
afterEach(() => app.clock.reset());

const idsOf = (items: readonly { id: string }[]) => items.map(({ id }) => id);

/** Codes of one card last for four payments; a step later there is a new one. */
async function several(count: number, fields: { minutes?: number } = {}): Promise<string[]> {
  const made: string[] = [];
  for (let n = 0; n < count; n += 1) {
    made.unshift((await holds.hold({ listFen: 10 + n, ...fields })).id);
    app.clock.advance(31_000);
  }
  return made;
}

describe('holds.listHolds', () => {
  it('is empty where nothing is held', async () => {
    expect((await holds.list()).body).toEqual({ items: [], nextCursor: null });
  });

  it('has a store’s open ones, newest first, as holds.getHold tells them', async () => {
    const neighbour = new Till(app, till.clerk, await buildMember({ merchant: till.merchant }));
    await neighbour.load();
    const short = await holds.hold({ minutes: 5 });
    const [captured, released] = [
      await holds.hold({ listFen: 100 }),
      await holds.hold({ listFen: 200 }),
    ];
    const theirs = await new HoldsAt(neighbour).hold({ note: '蓝色外套' });
    await till.sale();
    await holds.capture(captured.id, { listFen: 50 });
    await holds.release(released.id);
    const { status, body } = await holds.list();
    expect([status, idsOf(body.items)]).toEqual([200, [theirs.id, short.id]]);
    expect(body.items).toEqual([theirs, short]);
    expect(body.items[0]).toEqual((await holds.get(theirs.id)).body.hold);
    app.clock.advance(5 * MINUTE_MS);
    expect(idsOf((await holds.list({ status: 'held' })).body.items)).toEqual([theirs.id]);
  });

  it('comes in pages', async () => {
    const made = await several(5);
    const first = await holds.list({ limit: 2 });
    expect(idsOf(first.body.items)).toEqual(made.slice(0, 2));
    const cursor = first.body.nextCursor ?? '';
    const second = await holds.list({ limit: 2, cursor });
    expect(idsOf(second.body.items)).toEqual(made.slice(2, 4));
    const last = await holds.list({ limit: 2, cursor: second.body.nextCursor ?? '' });
    expect(last.body).toMatchObject({ items: [{ id: made[4] }], nextCursor: null });
  });

  it('knows the stores apart, and merchants', async () => {
    const { merchant } = till;
    const storeId = await buildStore(merchant);
    const both = await buildStaff({ merchant, storeIds: [merchant.storeId, storeId] });
    const here = await holds.hold();
    const there = await holds.create({ storeId }, { as: both });
    await new HoldsAt(await openTill(app)).hold();
    expect(idsOf((await holds.list()).body.items)).toEqual([here.id]);
    const { body } = await holds.list({ storeId }, { as: both });
    expect(idsOf(body.items)).toEqual([there.body.hold.id]);
  });

  it.each(OUTSIDERS)('is not for %s', async (_who, sessionOf, expected) => {
    const { id } = await holds.hold();
    const as = await sessionOf(till);
    const list = await holds.list({}, { as });
    expect([list.status, list.code]).toEqual(expected);
    const one = await holds.get(id, { as });
    expect([one.status, one.code]).toEqual(expected);
  });

  it('is a manager’s for any store of the merchant, but for no other', async () => {
    const { merchant } = till;
    const { id } = await holds.hold();
    const storeIds = [await buildStore(merchant)];
    const as = await buildStaff({ merchant, role: 'manager', storeIds });
    expect(idsOf((await holds.list({}, { as })).body.items)).toEqual([id]);
    expect((await holds.get(id, { as })).status).toBe(200);
    const strange = await holds.list({ storeId: NOTHING.storeId }, { as });
    expect([strange.status, strange.code]).toEqual(STORE_FORBIDDEN);
  });

  it.each([
    { status: 'captured' },
    { status: '' },
    { storeId: 'sto_x' },
    { limit: 0 },
    { limit: 101 },
    { cursor: 'x' },
  ])('refuses %p', async (fields) => {
    const { status, code } = await holds.list(invalid(fields));
    expect([status, code]).toEqual(INVALID);
  });
});
