import { endSessionsOf } from '@merchant-coin/bff/modules/accounts';
import { publishLive } from '@merchant-coin/bff/http/live-bus';
import { api } from '@merchant-coin/shared';
import { WebSocket } from 'ws';
import { startTestApp, type TestApp } from '../support/app';
import { buildMember, buildRecharge, buildUser, type TestMember } from '../support/factories';
import { LiveClient } from '../support/live';

let app: TestApp;
const clients: LiveClient[] = [];
beforeAll(async () => {
  app = await startTestApp();
});
afterEach(() => clients.splice(0).forEach((client) => client.ws.terminate()));
afterAll(() => app.close());

async function signIn(
  ...args: Parameters<typeof LiveClient.signIn> extends [unknown, ...infer R] ? R : never
) {
  const client = await LiveClient.signIn(app, ...args);
  clients.push(client);
  return client;
}

const recharge = (member: TestMember, amountFen: number) =>
  buildRecharge(app, { member, amountFen });

describe('/v1/live', () => {
  it('shows a recharge as it happens, on every device of the member and on no other', async () => {
    const member = await buildMember();
    const second = await buildUser({ phone: member.phone });
    const [here, there] = [await signIn(member), await signIn(second)];
    const stranger = await signIn(await buildUser());
    const { recharge: made } = await recharge(member, 50_000);
    for (const client of [here, there]) {
      await client.until(() => client.ofType('entry').length > 0);
      expect(client.ofType('entry')).toMatchObject([
        {
          cursor: made.id,
          cardId: member.cardId,
          entry: { seq: 1, type: 'recharge', changeFen: 50_000 },
          balance: { spendableFen: 50_000 },
        },
      ]);
    }
    expect(stranger.events).toEqual([{ type: 'ready' }]);
  });

  it('sends what was missed since the cursor, oldest first, each once', async () => {
    const member = await buildMember();
    const seen = await recharge(member, 10_000);
    await recharge(member, 20_000);
    await recharge(member, 30_000);
    const client = await signIn(member, seen.recharge.id);
    await recharge(member, 40_000);
    await client.until(() => client.ofType('entry').length === 3);
    expect(client.ofType('entry').map((event) => event.entry.changeFen)).toEqual([
      20_000, 30_000, 40_000,
    ]);
  });

  it('sends an entry once, though it is published twice', async () => {
    const member = await buildMember();
    const client = await signIn(member);
    await recharge(member, 10_000);
    await client.until(() => client.ofType('entry').length === 1);
    const [event] = client.ofType('entry');
    if (event) await publishLive(member.userId, event);
    await publishLive(member.userId, { type: 'payDeviceMoved', cardId: member.cardId });
    await client.until(() => client.ofType('payDeviceMoved').length === 1);
    expect(client.ofType('entry')).toHaveLength(1);
  });

  it('tells a device that another one shows the pay code now', async () => {
    const member = await buildMember();
    const { cardId } = member;
    await app.call(api.cards.getPayCode, { cardId }, { as: member });
    const client = await signIn(member);
    const other = await buildUser({ phone: member.phone });
    await app.call(api.cards.getPayCode, { cardId, takeOver: true }, { as: other });
    await client.until(() => client.ofType('payDeviceMoved').length > 0);
    expect(client.ofType('payDeviceMoved')).toEqual([{ type: 'payDeviceMoved', cardId }]);
  });

  it('closes when its session ends, and leaves the user’s others', async () => {
    const user = await buildUser();
    const other = await buildUser({ phone: user.phone });
    const [ending, staying] = [await signIn(user), await signIn(other)];
    await app.call(api.accounts.signOut, {}, { as: user });
    expect(await ending.closed()).toBe(4401);
    expect(staying.closeCode).toBeNull();
    await endSessionsOf(user.userId);
    expect(await staying.closed()).toBe(4401);
  });

  it('keeps five sockets a user and closes the oldest', async () => {
    const user = await buildUser();
    const all: LiveClient[] = [];
    for (let count = 0; count < 6; count += 1) all.push(await signIn(user));
    expect(await all[0]?.closed()).toBe(4408);
    expect(all.slice(1).map((client) => client.closeCode)).toEqual([null, null, null, null, null]);
  });

  it.each([
    ['a token of no session', { type: 'auth', token: 'nonsense' }, 4401],
    ['another frame first', { type: 'ready' }, 1008],
    ['no JSON', 'hello', 1008],
    ['a frame too large', 'x'.repeat(5_000), 1009],
  ])('closes on %s', async (_what, frame, code) => {
    const client = await LiveClient.open(app);
    clients.push(client);
    client.send(frame);
    expect(await client.closed()).toBe(code);
    expect(client.events).toEqual([]);
  });

  it('closes on silence', async () => {
    const client = await LiveClient.open(app);
    clients.push(client);
    await new Promise((resolve) => setTimeout(resolve, 4_500));
    expect(client.closeCode).toBeNull();
    expect(await client.closed()).toBe(1008);
  });

  it('is the only path that upgrades', async () => {
    const ws = new WebSocket(`${app.url.replace('http', 'ws')}/v1/other`);
    const error = await new Promise<Error>((resolve) => ws.once('error', resolve));
    expect(error.message).toContain('404');
  });
});
