import { api } from '@merchant-coin/shared';
import { startTestApp, type TestApp } from '../support/app';
import { invalid, type Session } from '../support/client';
import { buildMember, buildStaff, type TestStaff } from '../support/factories';
import { LiveClient } from '../support/live';
import {
  CONFLICT,
  FORBIDDEN,
  INVALID,
  NOT_FOUND,
  NOTHING,
  refusalOf,
  UNAUTHENTICATED,
} from '../support/refusals';
import { openTill, type Till } from '../support/till';

let app: TestApp;
let clerk: TestStaff;
let manager: TestStaff;
let till: Till;
beforeAll(async () => {
  app = await startTestApp();
  clerk = await buildStaff();
  manager = await buildStaff({ merchant: clerk.merchant, role: 'manager' });
});
beforeEach(async () => {
  till = await openTill(app, { clerk });
});
afterAll(() => app.close());
afterEach(() => app.clock.reset());

const FROZEN = [409, 'cardFrozen'];
const mine = () => ({ cardId: till.member.cardId });
const theirs = (reason = '手机丢了') => ({
  ...mine(),
  merchantId: clerk.merchant.merchantId,
  reason,
});

const freezeMine = (key?: string) =>
  app.call(api.cards.freezeMyCard, mine(), { as: till.member, ...(key && { key }) });
const unfreezeMine = () => app.call(api.cards.unfreezeMyCard, mine(), { as: till.member });
const freeze = (as: Session = clerk, reason?: string) =>
  app.call(api.cards.freezeCard, theirs(reason), { as });
const unfreeze = (as: Session = manager) => app.call(api.cards.unfreezeCard, theirs(), { as });

const seenByMember = async () => {
  const { body } = await app.call(api.cards.getMyCard, mine(), { as: till.member });
  return { status: body.status, freeze: body.freeze };
};
const seenBy = async (as: Session) => {
  const { merchantId } = clerk.merchant;
  const { phone } = till.member;
  const { body } = await app.call(api.cards.findMembers, { merchantId, phone }, { as });
  const [card] = body.items;
  return { status: card?.status, freeze: card?.freeze, actions: card?.actions };
};

describe('cards.freezeMyCard and cards.unfreezeMyCard', () => {
  it('stop paying and loading at once, and let both go on again', async () => {
    const code = await till.code();
    const { status, body } = await freezeMine();
    expect([status, body.done.type, body.done.cardId]).toEqual([201, 'freeze', mine().cardId]);
    const refused = await till.redeem({ payCode: code });
    expect([refused.status, refused.code]).toEqual(FROZEN);
    const unsold = await till.recharge();
    expect([unsold.status, unsold.code]).toEqual(FROZEN);
    expect((await unfreezeMine()).body.done.type).toBe('unfreeze');
    expect((await till.redeem({ payCode: code })).status).toBe(201);
    expect((await till.recharge()).status).toBe(201);
  });

  it('say why and since when, to the member and to whoever looks the member up', async () => {
    expect(await seenByMember()).toEqual({ status: 'active', freeze: null });
    const { body } = await freezeMine();
    const freezing = { by: 'member', since: body.done.at, reason: null };
    expect(await seenByMember()).toEqual({ status: 'frozen', freeze: freezing });
    expect(await seenBy(clerk)).toMatchObject({ status: 'frozen', freeze: freezing });
    const preview = await till.preview();
    expect(preview.body.card).toMatchObject({ status: 'frozen', freeze: freezing });
    await unfreezeMine();
    expect(await seenByMember()).toEqual({ status: 'active', freeze: null });
  });

  it('leave what came before as it was: it can be given back', async () => {
    const sale = await till.sale();
    await freezeMine();
    expect((await till.reverse(sale.id)).status).toBe(201);
    expect((await till.holdings()).balance.spendableFen).toBe(10_000);
  });

  it('freeze again after an end, and say so of the last time', async () => {
    await freezeMine();
    await unfreezeMine();
    app.clock.advance(60_000);
    const { body } = await freezeMine();
    expect((await seenByMember()).freeze?.since).toBe(body.done.at);
  });

  it('have one effect under one key', async () => {
    const first = await freezeMine('freeze-1');
    await unfreezeMine();
    const again = await freezeMine('freeze-1');
    expect([again.status, again.body]).toEqual([201, first.body]);
    expect((await seenByMember()).status).toBe('active');
    const as = till.member;
    const other = { as, key: 'freeze-1' };
    expect(await refusalOf(app, api.cards.unfreezeMyCard, mine(), other)).toEqual([
      422,
      'idempotencyMismatch',
    ]);
  });

  it('refuse what is so already, of many that ask at once all but one', async () => {
    expect([(await unfreezeMine()).status, (await unfreezeMine()).code]).toEqual(CONFLICT);
    const replies = await Promise.all([1, 2, 3, 4].map(() => freezeMine()));
    expect(replies.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
    const ends = await Promise.all([1, 2, 3, 4].map(() => unfreezeMine()));
    expect(ends.map(({ status }) => status).sort()).toEqual([201, 409, 409, 409]);
  });

  it('tell the member’s devices', async () => {
    const watching = await LiveClient.signIn(app, till.member);
    await freezeMine();
    await watching.until(() => watching.ofType('entry').length === 1);
    expect(watching.ofType('entry')[0]?.entry.type).toBe('freeze');
    watching.ws.terminate();
  });

  it.each([api.cards.freezeMyCard, api.cards.unfreezeMyCard])(
    'are for the card’s own member ($path)',
    async (endpoint) => {
      const stranger = await buildMember();
      expect(await refusalOf(app, endpoint, mine())).toEqual(UNAUTHENTICATED);
      expect(await refusalOf(app, endpoint, mine(), { as: stranger })).toEqual(NOT_FOUND);
      expect(await refusalOf(app, endpoint, mine(), { as: clerk })).toEqual(NOT_FOUND);
      const none = { as: till.member, key: null };
      expect(await refusalOf(app, endpoint, mine(), none)).toEqual([400, 'idempotencyKeyMissing']);
      const nothing = invalid({ cardId: 'x' });
      expect(await refusalOf(app, endpoint, nothing, { as: till.member })).toEqual(NOT_FOUND);
      expect((await seenByMember()).status).toBe('active');
    },
  );
});

describe('cards.freezeCard and cards.unfreezeCard', () => {
  it('keep the reason, which the member reads, and cannot be undone by the member', async () => {
    const { status, body } = await freeze(clerk, '会员来电挂失');
    expect(status).toBe(201);
    const freezing = { by: 'staff', since: body.done.at, reason: '会员来电挂失' };
    expect((await seenByMember()).freeze).toEqual(freezing);
    const refused = await unfreezeMine();
    expect([refused.status, refused.problem?.details]).toEqual([403, { reason: 'frozenByStaff' }]);
    const again = await freezeMine();
    expect([again.status, again.code]).toEqual(CONFLICT);
    expect((await unfreeze()).status).toBe(201);
    expect((await till.redeem()).status).toBe(201);
  });

  it('take over a freeze of the member’s own, and end it', async () => {
    await freezeMine();
    expect((await freeze(clerk, '核实中')).status).toBe(201);
    expect((await seenByMember()).freeze).toMatchObject({ by: 'staff', reason: '核实中' });
    expect((await unfreezeMine()).status).toBe(403);
    expect([(await freeze()).status, (await freeze()).code]).toEqual(CONFLICT);
    expect((await unfreeze()).status).toBe(201);
    await freezeMine();
    expect((await unfreeze()).status).toBe(201);
    expect((await seenByMember()).status).toBe('active');
  });

  it('leave one winner where member and staff ask at once, and the staff’s freeze stands', async () => {
    await freezeMine();
    await Promise.all([unfreezeMine(), freeze()]);
    if ((await seenByMember()).status === 'active') await freeze();
    expect((await seenByMember()).freeze?.by).toBe('staff');
    expect((await unfreezeMine()).status).toBe(403);
  });

  it('have one effect under one key', async () => {
    const options = { as: clerk, key: 'staff-freeze' };
    const first = await app.call(api.cards.freezeCard, theirs(), options);
    const again = await app.call(api.cards.freezeCard, theirs(), options);
    expect([again.status, again.body]).toEqual([201, first.body]);
    const other = await refusalOf(app, api.cards.freezeCard, theirs('另一个原因'), options);
    expect(other).toEqual([422, 'idempotencyMismatch']);
  });

  it('tell whoever looks what they may do', async () => {
    const owner = clerk.merchant.owner;
    const allowed = async (as: Session) => (await seenBy(as)).actions;
    expect(await allowed(clerk)).toEqual(['freeze']);
    expect(await allowed(manager)).toEqual(['freeze', 'replace']);
    expect(await allowed(owner)).toEqual(['freeze', 'replace', 'correct']);
    await freezeMine();
    expect(await allowed(clerk)).toEqual(['freeze']);
    expect(await allowed(manager)).toEqual(['freeze', 'unfreeze', 'replace']);
    await freeze();
    expect(await allowed(clerk)).toEqual([]);
    expect(await allowed(owner)).toEqual(['unfreeze', 'replace', 'correct']);
    expect((await till.preview({}, { as: manager })).body.card.actions).toEqual([
      'unfreeze',
      'replace',
    ]);
  });

  it('are not for one’s own card', async () => {
    const { merchant } = clerk;
    const owner = await buildMember({ merchant, user: merchant.owner });
    const own = { ...theirs(), cardId: owner.cardId };
    for (const endpoint of [api.cards.freezeCard, api.cards.unfreezeCard]) {
      expect(await refusalOf(app, endpoint, own, { as: owner })).toEqual(FORBIDDEN);
    }
  });

  it.each([api.cards.freezeCard, api.cards.unfreezeCard])(
    'are for staff of the card’s merchant ($path)',
    async (endpoint) => {
      const elsewhere = await buildStaff({ role: 'manager' });
      const other = await buildMember();
      const ask = (input: object, as?: Session) => refusalOf(app, endpoint, invalid(input), { as });
      expect(await ask(theirs())).toEqual(UNAUTHENTICATED);
      expect(await ask(theirs(), till.member)).toEqual(FORBIDDEN);
      expect(await ask(theirs(), elsewhere)).toEqual(FORBIDDEN);
      expect(await ask({ ...theirs(), cardId: other.cardId }, manager)).toEqual(NOT_FOUND);
      expect(await ask({ ...theirs(), cardId: NOTHING.cardId }, manager)).toEqual(NOT_FOUND);
      for (const reason of ['', ' ', 'x'.repeat(201), 7, undefined]) {
        expect(await ask({ ...theirs(), reason }, manager)).toEqual(INVALID);
      }
      expect((await seenByMember()).status).toBe('active');
    },
  );

  it('unfreeze only by a manager', async () => {
    await freeze();
    const { status, code } = await unfreeze(clerk);
    expect([status, code]).toEqual(FORBIDDEN);
    expect((await seenByMember()).status).toBe('frozen');
  });
});
