import { isListening } from '@merchant-coin/bff/http/live-bus';
import { api } from '@merchant-coin/shared';
import { startTestApp, type TestApp } from '../support/app';
import { ApprovalsAt } from '../support/approvals';
import { buildStaff, newName, newPhone } from '../support/factories';
import { LiveClient } from '../support/live';
import { MessagesAt } from '../support/messages';
import { Program } from '../support/program';
import { openTill } from '../support/till';

/** The worker as it runs in production tells a member who is not looking that a payment waits for them. */

let app: TestApp;
let worker: Program;
let wechat: MessagesAt;
beforeAll(async () => {
  app = await startTestApp();
  wechat = new MessagesAt(app);
  worker = new Program('bff/dist/worker.js', { ...app.programEnv, LOG_LEVEL: 'info' });
  await worker.said('following');
});
afterAll(async () => {
  worker.signal('SIGKILL');
  await app.close();
});

/** A member in WeChat who allows two messages and approves above one yuan. */
async function askable() {
  const clerk = await buildStaff();
  const user = await wechat.buildUser(newName('p'), newPhone());
  const till = await openTill(app, { clerk, user });
  const approvals = new ApprovalsAt(till);
  await approvals.limitCard(100);
  const results = [{ kind: 'approvalAsked' as const, accepted: true }];
  for (let count = 0; count < 2; count += 1) {
    await wechat.grant(user.openid);
    await app.call(api.accounts.recordMessageConsents, { results }, { as: user });
  }
  return { till, approvals, user };
}

async function arrive(openid: string, count: number): Promise<void> {
  const deadline = performance.now() + 10_000;
  while ((await wechat.sentTo(openid)).length < count) {
    if (performance.now() > deadline) throw new Error(`fewer than ${count} messages`);
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}

test('a payment that waits is told by message where no device listens, and only there', async () => {
  const { approvals, user } = await askable();
  const listening = await LiveClient.signIn(app, user);
  const first = await approvals.asked();
  await listening.until(() => listening.ofType('approvalAsked').length === 1);
  await approvals.refuse(first.id);
  listening.ws.terminate();
  await listening.until(() => listening.closeCode !== null);
  while (await isListening(user.userId)) await new Promise((resolve) => setTimeout(resolve, 10));

  const second = await approvals.asked();
  await arrive(user.openid, 1);
  const [message, another] = await wechat.sentTo(user.openid);
  expect(another).toBeUndefined();
  expect(message?.page).toBe('pages/cards/index');
  const [waiting] = await approvals.list();
  expect(waiting?.redemptionId).toBe(second.id);
  expect(Object.values(message?.values ?? {})).toContain(
    `¥${((waiting?.priceFen ?? 0) / 100).toFixed(2)}`,
  );
});
