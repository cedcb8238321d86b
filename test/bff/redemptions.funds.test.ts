import { api, type Lot } from '@merchant-coin/shared';
import { startTestApp, type TestApp } from '../support/app';
import { ApprovalsAt } from '../support/approvals';
import {
  buildMember,
  buildStaff,
  buildStore,
  newPhone,
  type TestStaff,
} from '../support/factories';
import { HoldsAt } from '../support/holds';
import { NOT_FOUND } from '../support/refusals';
import { type Coins, openTill, Till } from '../support/till';

const HOUR_MS = 3_600_000;
const DAY_MS = 24 * HOUR_MS;

let app: TestApp;
let clerk: TestStaff;
beforeAll(async () => {
  app = await startTestApp();
  clerk = await buildStaff();
});
afterAll(() => app.close());
afterEach(() => app.clock.reset());

const inMs = (ms: number) => new Date(app.clock.now().getTime() + ms);
const open = (coins?: Coins) => openTill(app, { clerk, ...(coins && { coins }) });

async function lotsOf({ member }: Till): Promise<Lot[]> {
  const { body } = await app.call(api.cards.getMyCard, { cardId: member.cardId }, { as: member });
  return body.lots;
}

const left = (lots: readonly Lot[]) => lots.map(({ kind, remainingFen }) => [kind, remainingFen]);

describe('redemptions.redeem and the funds', () => {
  it('takes all there is, and not a fen more', async () => {
    const till = await open({ principalFen: 700, bonusFen: 300, bonusExpiresAt: inMs(DAY_MS) });
    const before = await till.holdings();
    const { status, code, problem } = await till.redeem({ listFen: 1_001 });
    expect([status, code]).toEqual([409, 'insufficientBalance']);
    expect(problem?.details).toEqual({ spendableFen: 1_000, missingFen: 1 });
    expect(await till.holdings()).toEqual(before);
    expect((await till.sale({ listFen: 1_000 })).balance.spendableFen).toBe(0);
    expect((await till.holdings()).lots).toEqual([]);
  });

  it('pays nothing from an empty card', async () => {
    const till = await openTill(app, { clerk, coins: null });
    const { code, problem } = await till.redeem({ listFen: 1 });
    expect(code).toBe('insufficientBalance');
    expect(problem?.details).toEqual({ spendableFen: 0, missingFen: 1 });
  });

  it('never takes more than there is, however many ask at once', async () => {
    const till = await open({ principalFen: 1_000 });
    const codes = await Promise.all([-1, 0, 1, 2].map((offset) => till.codeAt(offset)));
    const replies = await Promise.all(
      codes.map((payCode) => till.redeem({ payCode, listFen: 400, confirmDuplicate: true })),
    );
    expect(replies.map((reply) => reply.code).sort()).toEqual([
      'insufficientBalance',
      'insufficientBalance',
      null,
      null,
    ]);
    expect((await till.holdings()).balance.spendableFen).toBe(200);
  });

  it('takes nothing from a frozen card', async () => {
    const till = await open();
    await till.freeze();
    const before = await till.holdings();
    const { status, code } = await till.redeem();
    expect([status, code]).toEqual([409, 'cardFrozen']);
    expect(await till.holdings()).toEqual(before);
    expect((await till.preview()).body.card.status).toBe('frozen');
  });

  it('spends bonus first, soonest expiry first, then principal', async () => {
    const till = await open({ principalFen: 1_000 });
    await till.grant(300, inMs(10 * DAY_MS));
    await till.grant(200, inMs(5 * DAY_MS));
    const steps: [number, unknown][] = [
      [
        150,
        [
          ['principal', 1_000],
          ['bonus', 300],
          ['bonus', 50],
        ],
      ],
      [
        100,
        [
          ['principal', 1_000],
          ['bonus', 250],
        ],
      ],
      [350, [['principal', 900]]],
    ];
    for (const [listFen, lots] of steps) {
      await till.sale({ listFen });
      expect(left(await lotsOf(till))).toEqual(lots);
    }
  });

  it('does not spend a bonus that has expired, written off or not', async () => {
    const till = await open({ principalFen: 500, bonusFen: 500, bonusExpiresAt: inMs(HOUR_MS) });
    app.clock.advance(2 * HOUR_MS);
    const { code, problem } = await till.redeem({ listFen: 501 });
    expect(code).toBe('insufficientBalance');
    expect(problem?.details).toEqual({ spendableFen: 500, missingFen: 1 });
    expect((await till.sale({ listFen: 100 })).balance).toEqual({
      principalFen: 400,
      bonusFen: 0,
      heldFen: 0,
      spendableFen: 400,
    });
    expect(left(await lotsOf(till))).toEqual([['principal', 400]]);
  });
});

describe('redemptions.redeem of the same sum twice', () => {
  const DUPLICATE = [409, 'possibleDuplicate'];

  async function again(till: Till, fields: Parameters<Till['redeem']>[0] = {}) {
    const { status, code } = await till.redeem(fields);
    return [status, code];
  }

  it('asks first, within three minutes at the same store', async () => {
    const till = await open();
    await till.sale();
    app.clock.advance(120_000);
    const before = await till.holdings();
    const { status, code, problem } = await till.redeem();
    expect([status, code]).toEqual(DUPLICATE);
    expect(problem?.details).toEqual({ amountFen: 1_000, secondsAgo: 120 });
    expect(await till.holdings()).toEqual(before);
  });

  it('takes it when confirmed, by the same code', async () => {
    const till = await open();
    await till.sale();
    const payCode = await till.code();
    expect(await again(till, { payCode })).toEqual(DUPLICATE);
    expect(await again(till, { payCode, confirmDuplicate: true })).toEqual([201, null]);
    expect(await again(till)).toEqual(DUPLICATE);
  });

  it('goes by the price paid', async () => {
    const till = await openTill(app, { type: { discountBp: 5_000 } });
    await till.sale({ listFen: 1_000 });
    expect(await again(till, { listFen: 999 })).toEqual(DUPLICATE);
    expect(await again(till, { listFen: 998 })).toEqual([201, null]);
  });

  it('asks after 179 seconds, not after 181', async () => {
    const till = await open();
    await till.sale();
    app.clock.advance(179_000);
    expect(await again(till)).toEqual(DUPLICATE);
    app.clock.advance(2_000);
    expect(await again(till)).toEqual([201, null]);
  });

  it('does not ask for another sum, another card, or at another store', async () => {
    const { merchant } = clerk;
    const second = await buildStore(merchant);
    const both = await buildStaff({ merchant, storeIds: [merchant.storeId, second] });
    const till = new Till(app, both, await buildMember({ merchant }));
    await till.load();
    await till.sale();
    expect(await again(till, { listFen: 1_001 })).toEqual([201, null]);
    expect(await again(till, { storeId: second })).toEqual([201, null]);
    expect(await again(await open())).toEqual([201, null]);
    expect(await again(till)).toEqual(DUPLICATE);
  });

  it('does not ask when the first one was taken back', async () => {
    const till = await open();
    const { id } = await till.sale();
    expect((await till.reverse(id)).status).toBe(201);
    expect(await again(till)).toEqual([201, null]);
  });

  it('asks where the sum waits for its member, or is held at the counter', async () => {
    const till = await open();
    const { phone } = till.member;
    const asked = await till.redeem({ phone });
    app.clock.advance(20_000);
    const { code, problem } = await till.redeem();
    expect(code).toBe('possibleDuplicate');
    expect(problem?.details).toEqual({ amountFen: 1_000, secondsAgo: 20 });
    expect(await again(till, { listFen: 1_001 })).toEqual([201, null]);
    // Nobody answered within the minute: nothing stands of it.
    app.clock.advance(45_000);
    expect((await till.look(asked.body.redemption.id)).body.redemption.status).toBe('expired');
    expect(await again(till)).toEqual([201, null]);
    await new HoldsAt(till).hold({ listFen: 700 });
    expect(await again(till, { listFen: 700 })).toEqual(DUPLICATE);
  });

  it('asks where the member has approved it, or the hold was captured', async () => {
    const till = await open();
    const { phone } = till.member;
    const asked = await till.redeem({ phone });
    await new ApprovalsAt(till).approve(asked.body.redemption.id);
    expect(await again(till)).toEqual(DUPLICATE);
    const holds = new HoldsAt(till);
    const { id } = await holds.hold({ listFen: 2_000 });
    await holds.capture(id, { listFen: 1_500 });
    expect(await again(till, { listFen: 2_000 })).toEqual([201, null]);
    expect(await again(till, { listFen: 1_500 })).toEqual(DUPLICATE);
  });

  it('says so rather than that the funds are too little', async () => {
    const till = await open({ principalFen: 1_500 });
    await till.sale();
    expect(await again(till)).toEqual(DUPLICATE);
  });
});

describe('redemptions.redeem by phone', () => {
  it('knows no stranger’s phone', async () => {
    const till = await open();
    const { status, code } = await till.redeem({ phone: newPhone() });
    expect([status, code]).toEqual(NOT_FOUND);
  });
});
