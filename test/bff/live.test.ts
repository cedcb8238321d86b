import { newId } from '@merchant-coin/bff/db/ids';
import { post, requestClaim } from '@merchant-coin/bff/modules/coins';
import { api, DAY_MS } from '@merchant-coin/shared';
import { startTestApp, type TestApp } from '../support/app';
import { buildMember, buildStaff, newName, type TestStaff } from '../support/factories';
import { LiveClient } from '../support/live';
import { openTill, Till } from '../support/till';

let app: TestApp;
let clerk: TestStaff;
let till: Till;
const clients: LiveClient[] = [];
let days = 0;
/** A later day: what is older than the cursor by more than a minute is not told again, and ids never go back. */
function onALaterDay(): void {
  days += 1;
  app.clock.advance(days * DAY_MS);
}

beforeAll(async () => {
  app = await startTestApp();
  clerk = await buildStaff();
});
beforeEach(async () => {
  till = await openTill(app, { clerk });
});
afterEach(() => {
  clients.splice(0).forEach((client) => client.ws.terminate());
  app.clock.reset();
});
afterAll(() => app.close());

async function watch(
  at: Till = till,
  cursor?: string,
  seen?: readonly string[],
): Promise<LiveClient> {
  const client = await LiveClient.signIn(app, at.member, cursor, seen);
  clients.push(client);
  return client;
}

const idsOf = (client: LiveClient) => client.ofType('entry').map((event) => event.cursor);

const until = (client: LiveClient, entries: number) =>
  client.until(() => client.ofType('entry').length >= entries);

describe('live events of redemptions.redeem', () => {
  it('tell the member what was taken, as the list of entries will', async () => {
    const client = await watch();
    const { id, balance } = await till.sale({ listFen: 1_234 });
    await until(client, 1);
    const { cardId } = till.member;
    const { body } = await app.call(api.cards.listMyEntries, { cardId }, { as: till.member });
    const [entry] = body.items;
    expect(entry).toMatchObject({
      id,
      type: 'redeem',
      changeFen: -1_234,
      spendableAfterFen: 8_766,
    });
    expect(client.events).toEqual([
      { type: 'ready' },
      { type: 'entry', cursor: id, cardId, merchantName: expect.any(String), entry, balance },
    ]);
  });

  it('arrive well under a second after the answer', async () => {
    const client = await watch();
    const delays: number[] = [];
    for (let count = 1; count <= 5; count += 1) {
      await till.sale({ listFen: count });
      const answered = performance.now();
      await until(client, count);
      delays.push(performance.now() - answered);
      app.clock.advance(30_000);
    }
    const [, , median = Infinity] = delays.sort((a, b) => a - b);
    expect(median).toBeLessThan(300);
  });

  it('tell of reversals and recharges, in order', async () => {
    const client = await watch();
    const { id } = await till.sale();
    await till.reverse(id);
    await till.recharge();
    await until(client, 3);
    const told = client.ofType('entry').map(({ entry }) => [entry.type, entry.changeFen]);
    expect(told).toEqual([
      ['redeem', -1_000],
      ['reverse', 1_000],
      ['recharge', 10_000],
    ]);
  });

  it('tell of nothing that was refused, and once of what was asked twice', async () => {
    const client = await watch();
    const key = newName('key-');
    const payCode = await till.code();
    await till.redeem({ listFen: 99_999 });
    const first = await till.redeem({ payCode }, { key });
    await till.redeem({ payCode }, { key });
    await till.redeem({ payCode, listFen: 7 });
    const last = await till.sale({ listFen: 5 });
    await client.until(() => idsOf(client).includes(last.id));
    expect(idsOf(client)).toEqual([first.body.redemption.id, last.id]);
  });

  it('never tell anybody else: another member, the clerk, another merchant’s member', async () => {
    const { merchant } = till;
    const neighbour = await openTill(app, { clerk });
    const stranger = await openTill(app);
    const asClerk = new Till(app, clerk, { ...(await buildMember({ merchant })), ...clerk });
    const others = [await watch(neighbour), await watch(stranger), await watch(asClerk)];
    const own = await watch();
    await till.sale();
    await until(own, 1);
    // Something of their own, so that what was sent before it has arrived.
    const theirs = [await neighbour.sale(), await stranger.sale()];
    await Promise.all(theirs.map((_sale, n) => until(others[n] as LiveClient, 1)));
    expect(others.map(idsOf)).toEqual([[theirs[0]?.id], [theirs[1]?.id], []]);
  });

  it('tell the member when ten wrong codes lock the card', async () => {
    const client = await watch();
    const payCode = await till.wrongCode();
    for (let count = 0; count < 10; count += 1) await till.redeem({ payCode });
    await client.until(() => client.ofType('payCodeLocked').length > 0);
    const [locked, ...more] = client.ofType('payCodeLocked');
    expect([locked?.cardId, more]).toEqual([till.member.cardId, []]);
    const seconds = (Date.parse(locked?.until ?? '') - app.clock.now().getTime()) / 1_000;
    expect(seconds).toBeGreaterThan(50);
    expect(seconds).toBeLessThanOrEqual(60);
  });
});

describe('catching up with /v1/live', () => {
  it('gets what came since the cursor on all of the member’s cards, oldest first', async () => {
    const { member } = till;
    const elsewhere = await buildStaff();
    const card = await buildMember({ merchant: elsewhere.merchant, user: member });
    const other = new Till(app, elsewhere, card);
    await other.load();
    onALaterDay();
    const seen = await till.sale({ listFen: 1 });
    const missed = [
      await other.sale({ listFen: 2 }),
      await till.sale({ listFen: 3 }),
      await other.sale({ listFen: 4 }),
    ].map((sale) => sale.id);
    const neighbour = await openTill(app, { clerk });
    await neighbour.sale();
    const client = await watch(till, seen.id);
    await until(client, 3);
    expect(client.events[0]).toEqual({ type: 'ready' });
    expect(idsOf(client)).toEqual(missed);
    const again = await watch(till, missed.at(-1), [seen.id, ...missed]);
    const { id } = await till.sale({ listFen: 5 });
    await until(again, 1);
    expect(idsOf(again)).toEqual([id]);
  });

  it('gets what was made before the cursor and committed after it', async () => {
    onALaterDay();
    const { merchantId, storeId } = till.merchant;
    const { cardId } = till.member;
    const now = app.clock.now();
    const late = newId('entry', now);
    const seen = await till.sale({ listFen: 1 });
    expect(late < seen.id).toBe(true);
    await post({
      type: 'grant',
      merchantId,
      cardId,
      now,
      entryId: late,
      claims: [requestClaim('late')],
      fingerprint: '',
      storeId,
      staffId: null,
      amountFen: 100,
      expiresAt: new Date(now.getTime() + 86_400_000),
      originStoreId: storeId,
    });
    const client = await watch(till, seen.id);
    await until(client, 1);
    expect(idsOf(client)).toEqual([late]);
  });

  it('gets each once while more keep coming', async () => {
    onALaterDay();
    const seen = await till.sale({ listFen: 1 });
    const sales: string[] = [];
    const selling = (async () => {
      for (let count = 2; count <= 9; count += 1) {
        app.clock.advance(30_000);
        sales.push((await till.sale({ listFen: count })).id);
      }
    })();
    await new Promise((resolve) => setTimeout(resolve, 50));
    const client = await watch(till, seen.id);
    await selling;
    await client.until(() => idsOf(client).includes(sales.at(-1) ?? ''));
    expect(idsOf(client)).toEqual(sales);
  });

  it.each(['', 'nonsense', '{"$gt":""}', 'ent_'])(
    'is harmless with the cursor %p',
    async (cursor) => {
      const client = await LiveClient.open(app);
      clients.push(client);
      client.send({ type: 'auth', token: till.member.token, cursor });
      await client.until(() => client.ofType('ready').length === 1);
      const { id } = await till.sale();
      await client.until(() => idsOf(client).includes(id));
    },
  );

  it.each([
    ['a token of nobody', { type: 'auth', token: 'x'.repeat(43) }, 4401],
    ['a token that is none', { type: 'auth', token: { $ne: '' } }, 1008],
    ['a cursor too long', { type: 'auth', token: 'x', cursor: 'e'.repeat(65) }, 1008],
  ])('is not for %s', async (_what, frame, closeCode) => {
    const client = await LiveClient.open(app);
    client.send(frame);
    expect(await client.closed()).toBe(closeCode);
    expect(client.events).toEqual([]);
  });
});
