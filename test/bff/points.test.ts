import { post, requestClaim, walletOf } from '@merchant-coin/bff/modules/coins';
import { api, type Output } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import { randomUUID } from 'node:crypto';
import { startTestApp, type TestApp } from '../support/app';
import { invalid, type Session } from '../support/client';
import {
  buildMember,
  buildMerchant,
  buildStore,
  buildUser,
  type TestMember,
} from '../support/factories';
import { CAKE, CUP, type OptionDraft, setTable } from '../support/points';
import {
  CONFLICT,
  INVALID,
  NOT_FOUND,
  NOTHING,
  refusalOf,
  UNAUTHENTICATED,
} from '../support/refusals';

const { getMyPoints, listMyPointsEntries, exchangePoints } = api.cards;

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());
afterEach(() => app.clock.reset());

const NO_OPTION = 'exo_01ARZ3NDEKTSV4RRFFQ69G5FAV';

/** A member with points and some coins, of a merchant with a table. */
async function buildCollector(points: number, ...options: OptionDraft[]) {
  const merchant = await buildMerchant();
  const table = await setTable(app, merchant, ...(options.length > 0 ? options : [CUP]));
  const member = await buildMember({ merchant });
  await givePoints(member, points);
  return { merchant, member, table, optionId: table.options[0]?.id ?? '' };
}

const baseOf = ({ merchant, cardId }: TestMember) => {
  const key = randomUUID();
  return {
    merchantId: merchant.merchantId,
    cardId,
    now: app.clock.now(),
    claims: [requestClaim(key)] as [string],
    fingerprint: key,
    storeId: null,
    staffId: null,
  };
};

async function givePoints(member: TestMember, points: number): Promise<void> {
  await post({
    ...baseOf(member),
    type: 'importOpening',
    principalFen: 1_000,
    bonusFen: 0,
    bonusExpiresAt: null,
    originStoreId: member.merchant.storeId,
    points,
  });
}

const freeze = (member: TestMember) => post({ ...baseOf(member), type: 'freeze', over: null });

interface Wish {
  optionId: string;
  times?: number;
  key?: string;
  as?: Session;
}

function exchange(member: TestMember, { optionId, times, key, as = member }: Wish) {
  const input = { cardId: member.cardId, optionId, ...(times !== undefined && { times }) };
  return app.call(exchangePoints, input, { as, ...(key !== undefined && { key }) });
}

async function pointsOf(member: TestMember): Promise<Output<typeof getMyPoints>> {
  return (await app.call(getMyPoints, { cardId: member.cardId }, { as: member })).body;
}

async function historyOf(member: TestMember) {
  const { cardId } = member;
  return (await app.call(listMyPointsEntries, { cardId }, { as: member })).body.items;
}

describe('cards.getMyPoints', () => {
  it('shows the options that are open, and what is missing for each', async () => {
    const { member, table } = await buildCollector(120, CUP, CAKE, {
      ...CUP,
      active: false,
      points: 5,
    });
    const { active: _cup, ...cup } = CUP;
    const { active: _cake, ...cake } = CAKE;
    expect(await pointsOf(member)).toEqual({
      points: 120,
      status: 'active',
      options: [
        { ...cup, id: table.options[1]?.id, missingPoints: 0 },
        { ...cake, id: table.options[2]?.id, missingPoints: 130 },
      ],
    });
    await freeze(member);
    expect((await pointsOf(member)).status).toBe('frozen');
  });

  it('is the member’s own business', async () => {
    const { member } = await buildCollector(1);
    const { cardId } = member;
    const other = await buildUser();
    for (const look of [getMyPoints, listMyPointsEntries]) {
      expect(await refusalOf(app, look, { cardId })).toEqual(UNAUTHENTICATED);
      for (const as of [other, member.merchant.owner]) {
        expect(await refusalOf(app, look, { cardId }, { as })).toEqual(NOT_FOUND);
      }
      expect(await refusalOf(app, look, { cardId: NOTHING.cardId }, { as: member })).toEqual(
        NOT_FOUND,
      );
    }
  });
});

describe('cards.listMyPointsEntries', () => {
  it('lists what changed the points, newest first and page by page', async () => {
    const { member, optionId } = await buildCollector(500);
    await exchange(member, { optionId });
    const { entry: frozen } = await freeze(member);
    await post({ ...baseOf(member), type: 'unfreeze', freezeId: frozen._id });
    await exchange(member, { optionId, times: 2 });
    const items = await historyOf(member);
    expect(items.map(({ type, pointsChange }) => [type, pointsChange])).toEqual([
      ['exchange', -200],
      ['exchange', -100],
      ['importOpening', 500],
    ]);
    const { cardId } = member;
    const page = (cursor?: string) =>
      app.call(
        listMyPointsEntries,
        { cardId, limit: 2, ...(cursor !== undefined && { cursor }) },
        { as: member },
      );
    const first = await page();
    const second = await page(first.body.nextCursor ?? '');
    expect([...first.body.items, ...second.body.items]).toEqual(items);
    expect(second.body.nextCursor).toBeNull();
    expect((await page('eA')).code).toBe('validationFailed');
  });
});

describe('cards.exchangePoints', () => {
  it('gives coins of the head office where the member’s home store sells none', async () => {
    const { merchant, member, optionId } = await buildCollector(100);
    const homeStoreId = await buildStore(merchant, { kind: 'terminal' });
    const members = mongoose.connection.collection('members');
    await members.updateOne({ userId: member.userId }, { $set: { homeStoreId } });
    expect((await exchange(member, { optionId })).status).toBe(201);
    const { lots } = await walletOf({ ...merchant, cardId: member.cardId }, app.clock.now());
    expect(lots.at(-1)).toMatchObject({ kind: 'bonus', originStoreId: merchant.storeId });
  });

  it('takes the points and gives a bonus lot until the end of its last day', async () => {
    const { member, optionId } = await buildCollector(120);
    // 23:30 on 1 March in Shanghai; thirty days later is the 31st.
    app.clock.set(new Date('2027-03-01T15:30:00Z'));
    const { status, body } = await exchange(member, { optionId });
    expect(status).toBe(201);
    expect(body).toMatchObject({
      exchange: {
        optionId,
        points: 100,
        bonusFen: 500,
        expiresAt: '2027-03-31T16:00:00.000Z',
        entrySeq: 2,
      },
      points: 20,
      balance: { principalFen: 1_000, bonusFen: 500, spendableFen: 1_500 },
    });
    const card = await app.call(api.cards.getMyCard, { cardId: member.cardId }, { as: member });
    expect(card.body).toMatchObject({ points: 20, balance: body.balance });
    expect(card.body.lots).toContainEqual(
      expect.objectContaining({
        kind: 'bonus',
        remainingFen: 500,
        expiresAt: body.exchange.expiresAt,
        originStoreName: '总店',
      }),
    );
    expect((await historyOf(member))[0]).toMatchObject({
      id: body.exchange.id,
      type: 'exchange',
      pointsChange: -100,
      bonusChangeFen: 500,
      changeFen: 500,
    });
    expect((await pointsOf(member)).options[0]?.missingPoints).toBe(80);
  });

  it('exchanges several at once into one lot', async () => {
    const { member, optionId } = await buildCollector(300);
    const { body } = await exchange(member, { optionId, times: 3 });
    expect(body).toMatchObject({ exchange: { points: 300, bonusFen: 1_500 }, points: 0 });
  });

  it('refuses with what is missing, and changes nothing', async () => {
    const { member, optionId } = await buildCollector(120);
    const { status, code, problem } = await exchange(member, { optionId, times: 2 });
    expect([status, code]).toEqual([409, 'insufficientPoints']);
    expect(problem?.details).toEqual({ points: 120, missingPoints: 80 });
    expect((await pointsOf(member)).points).toBe(120);
  });

  it('gives points for one to exactly one of eight at once', async () => {
    const { member, optionId } = await buildCollector(199);
    const replies = await Promise.all(
      Array.from({ length: 8 }, () => exchange(member, { optionId })),
    );
    expect(replies.map(({ status }) => status).sort()).toEqual([201, ...Array(7).fill(409)]);
    expect(replies.filter(({ code }) => code === 'insufficientPoints')).toHaveLength(7);
    expect((await pointsOf(member)).points).toBe(99);
    expect(await historyOf(member)).toHaveLength(2);
  });

  it('answers the same key the same, also when the option has gone and the points are used', async () => {
    const { merchant, member, optionId } = await buildCollector(150);
    const key = randomUUID();
    const [first, twin] = await Promise.all([
      exchange(member, { optionId, key }),
      exchange(member, { optionId, key }),
    ]);
    expect(first.status).toBe(201);
    expect([twin.status, twin.body]).toEqual([201, first.body]);
    await setTable(app, merchant, CAKE);
    app.clock.advance(86_400_000);
    const again = await exchange(member, { optionId, key });
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect((await pointsOf(member)).points).toBe(50);
    const other = await exchange(member, { optionId, key, times: 2 });
    expect([other.status, other.code]).toEqual([422, 'idempotencyMismatch']);
  });

  it('is refused on a frozen card', async () => {
    const { member, optionId } = await buildCollector(150);
    await freeze(member);
    const { status, code } = await exchange(member, { optionId });
    expect([status, code]).toEqual([409, 'cardFrozen']);
  });

  it('goes on when the benefits have paused: points do not expire', async () => {
    const { member, optionId } = await buildCollector(150);
    app.clock.advance(4 * 366 * 86_400_000);
    const card = await app.call(api.cards.getMyCard, { cardId: member.cardId }, { as: member });
    expect(card.body.benefitsActive).toBe(false);
    expect((await exchange(member, { optionId })).status).toBe(201);
  });

  it('refuses an option that is switched off, gone or another merchant’s', async () => {
    const { merchant, member, optionId } = await buildCollector(900, CUP, CAKE);
    await setTable(app, merchant, { ...CUP, active: false });
    const ended = await exchange(member, { optionId });
    expect([ended.status, ended.code]).toEqual(CONFLICT);
    expect(ended.problem?.details).toEqual({ reason: 'optionEnded' });
    const { optionId: foreign } = await buildCollector(1);
    for (const nothing of [foreign, NO_OPTION]) {
      const reply = await exchange(member, { optionId: nothing });
      expect([reply.status, reply.code]).toEqual(NOT_FOUND);
    }
    expect((await pointsOf(member)).points).toBe(900);
  });

  it('is the member’s alone and needs a key', async () => {
    const { member, optionId } = await buildCollector(150);
    const { cardId, merchant } = member;
    const input = { cardId, optionId };
    expect(await refusalOf(app, exchangePoints, input)).toEqual(UNAUTHENTICATED);
    for (const as of [merchant.owner, await buildUser()]) {
      expect(await refusalOf(app, exchangePoints, input, { as })).toEqual(NOT_FOUND);
    }
    const keyless = await refusalOf(app, exchangePoints, input, { as: member, key: null });
    expect(keyless).toEqual([400, 'idempotencyKeyMissing']);
    expect((await pointsOf(member)).points).toBe(150);
  });

  it.each([
    { times: 0 },
    { times: 100 },
    { times: 1.5 },
    { optionId: 'x' },
    { optionId: undefined },
  ])('refuses %p', async (wrong) => {
    const { member, optionId } = await buildCollector(150);
    const input = invalid({ cardId: member.cardId, optionId, ...wrong });
    expect(await refusalOf(app, exchangePoints, input, { as: member })).toEqual(INVALID);
  });
});
