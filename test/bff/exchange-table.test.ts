import { api } from '@merchant-coin/shared';
import { startTestApp, type TestApp } from '../support/app';
import { invalid } from '../support/client';
import { buildMerchant, buildStaff, buildUser } from '../support/factories';
import { CAKE, CUP, type OptionDraft, setTable, tableOf } from '../support/points';
import {
  CONFLICT,
  FORBIDDEN,
  INVALID,
  NOT_FOUND,
  NOTHING,
  refusalOf,
  UNAUTHENTICATED,
} from '../support/refusals';

const { getExchangeTable, setExchangeTable } = api.cards;

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

describe('cards.getExchangeTable and cards.setExchangeTable', () => {
  it('is empty at first and then shows what was set, cheapest first', async () => {
    const merchant = await buildMerchant();
    expect(await tableOf(app, merchant)).toEqual({ version: 0, options: [] });
    const table = await setTable(app, merchant, CAKE, { ...CUP, active: false });
    expect(table).toMatchObject({ version: 1, options: [{ ...CUP, active: false }, CAKE] });
    expect(await tableOf(app, merchant)).toEqual(table);
  });

  it('keeps an option’s id while its terms stay, and gives other terms another one', async () => {
    const merchant = await buildMerchant();
    const before = await setTable(app, merchant, CUP, CAKE);
    const after = await setTable(
      app,
      merchant,
      { ...CUP, active: false },
      { ...CAKE, validDays: 8 },
    );
    expect(after.options[0]?.id).toBe(before.options[0]?.id);
    expect(after.options[1]?.id).not.toBe(before.options[1]?.id);
    expect(after.version).toBe(2);
  });

  it('refuses a change of a table that someone else has changed, and lets a repeated one be', async () => {
    const merchant = await buildMerchant();
    const { merchantId, owner } = merchant;
    const set = (version: number, ...options: OptionDraft[]) =>
      app.call(setExchangeTable, { merchantId, version, options }, { as: owner });
    const first = await set(0, CUP);
    // The answer was lost: the same again.
    expect(await set(0, CUP)).toMatchObject({ status: 200, body: first.body });
    const late = await set(0, CAKE);
    expect([late.status, late.code]).toEqual(CONFLICT);
    expect(late.problem?.details).toEqual({ reason: 'changedMeanwhile' });
    expect((await set(7, CAKE)).code).toBe('conflict');
    expect(await tableOf(app, merchant)).toEqual(first.body);
  });

  it('lets one of many win who change it at once', async () => {
    const merchant = await buildMerchant();
    const { merchantId, owner } = merchant;
    for (const version of [0, 1]) {
      const replies = await Promise.all(
        [1, 2, 3, 4, 5, 6].map((n) =>
          app.call(
            setExchangeTable,
            { merchantId, version, options: [{ ...CUP, points: n * 10 + version }] },
            { as: owner },
          ),
        ),
      );
      const statuses = replies.map(({ status }) => status).sort();
      expect(statuses).toEqual([200, 409, 409, 409, 409, 409]);
      expect(await tableOf(app, merchant)).toMatchObject({ version: version + 1 });
    }
  });

  it('holds twenty options at most, each once', async () => {
    const merchant = await buildMerchant();
    const options = Array.from({ length: 21 }, (_, n) => ({ ...CUP, points: n + 1 }));
    expect((await setTable(app, merchant, ...options.slice(1))).options).toHaveLength(20);
    const { merchantId, owner } = merchant;
    for (const wrong of [options, [CUP, { ...CUP, active: false }]]) {
      const input = { merchantId, version: 1, options: wrong };
      expect(await refusalOf(app, setExchangeTable, input, { as: owner })).toEqual(INVALID);
    }
  });

  it.each([
    { points: 0 },
    { points: 1.5 },
    { points: 10_000_001 },
    { bonusFen: 0 },
    { bonusFen: 1_000_001 },
    { validDays: 0 },
    { validDays: 3_651 },
    { active: 'yes' },
  ])('refuses %p', async (wrong) => {
    const { merchantId, owner } = await buildMerchant();
    const input = invalid({ merchantId, version: 0, options: [{ ...CUP, ...wrong }] });
    expect(await refusalOf(app, setExchangeTable, input, { as: owner })).toEqual(INVALID);
  });

  it('is the owner’s alone, as is looking at it', async () => {
    const merchant = await buildMerchant();
    const { merchantId } = merchant;
    const input = { merchantId, version: 0, options: [CUP] };
    const manager = await buildStaff({ merchant, role: 'manager' });
    const { owner: stranger } = await buildMerchant();
    for (const as of [manager, await buildUser(), stranger]) {
      expect(await refusalOf(app, setExchangeTable, input, { as })).toEqual(FORBIDDEN);
      expect(await refusalOf(app, getExchangeTable, input, { as })).toEqual(FORBIDDEN);
    }
    expect(await refusalOf(app, setExchangeTable, input)).toEqual(UNAUTHENTICATED);
    expect(await refusalOf(app, getExchangeTable, input)).toEqual(UNAUTHENTICATED);
    const nowhere = { ...input, merchantId: NOTHING.merchantId };
    expect(await refusalOf(app, setExchangeTable, nowhere, { as: manager })).toEqual(NOT_FOUND);
    expect(await refusalOf(app, getExchangeTable, nowhere, { as: manager })).toEqual(NOT_FOUND);
    expect(await tableOf(app, merchant)).toEqual({ version: 0, options: [] });
  });
});
