import { verifyLedger } from '@merchant-coin/bff/modules/coins';
import { api, type RechargeOrder } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import { startTestApp, type TestApp } from '../support/app';
import { Client } from '../support/client';
import { freePort, runProgram, type RunningProcess, untilReady } from '../support/processes';
import { buildPaidMerchant, control, loginCode, PayingMember, until } from '../support/wechat-pay';

const MEMBERS = 40;
const AMOUNT_FEN = 10_000;

let app: TestApp;
const running: RunningProcess[] = [];

beforeAll(async () => {
  app = await startTestApp();
});
afterAll(async () => {
  for (const program of running) await program.end('SIGKILL');
  await app.close();
});

/** The BFF as production runs it; WeChat tells it of payments at this port. */
async function startBff(port: number): Promise<RunningProcess> {
  const url = `http://127.0.0.1:${port}`;
  const env = { ...app.programEnv, PORT: String(port), PUBLIC_URL: url };
  const bff = runProgram('bff/dist/main.js', env);
  running.push(bff);
  await untilReady(url);
  return bff;
}

async function orderAt(client: Client, { member }: PayingMember): Promise<RechargeOrder> {
  const { cardId } = member;
  const terms = { amountFen: AMOUNT_FEN, bonusFen: 0, contractVersion: 1 };
  const input = { cardId, ...terms, loginCode: loginCode() };
  const { body } = await client.call(api.rechargeOrders.createRechargeOrder, input, { as: member });
  return body.order;
}

const credited = () =>
  mongoose.connection.db?.collection('rechargeOrders').countDocuments({ state: 'credited' });

describe('a BFF that is killed between payment and credit', () => {
  it('leaves every paid order to be credited once after the restart', async () => {
    const merchant = await buildPaidMerchant(app);
    const phones = await Promise.all(
      Array.from({ length: MEMBERS }, () => PayingMember.of(app, merchant)),
    );
    const port = await freePort();
    const first = await startBff(port);
    const client = new Client(`http://127.0.0.1:${port}`);
    const orders = await Promise.all(phones.map((phone) => orderAt(client, phone)));

    // Half of what WeChat tells never arrives, now and after the restart: looking must make up for it.
    await control(app, 'POST', '/callbacks/faults', { times: MEMBERS / 2, lost: true });
    const paying = phones.map((phone, index) => phone.pay(orders[index] ?? { id: '' }));
    await until(async () => ((await credited()) ?? 0) > 0);
    await first.end('SIGKILL');
    await Promise.all(paying);
    const before = (await credited()) ?? 0;
    expect(before).toBeLessThan(MEMBERS);

    await control(app, 'POST', '/callbacks/faults', { times: MEMBERS / 2, lost: true });
    await startBff(port);
    running.push(runProgram('bff/dist/worker.js', app.programEnv));
    await until(async () => (await credited()) === MEMBERS, 60_000);

    for (const phone of phones) {
      expect(await phone.entries()).toHaveLength(1);
      expect(await phone.balance()).toMatchObject({ principalFen: AMOUNT_FEN });
    }
    const { db } = mongoose.connection;
    if (!db) throw new Error('not connected');
    const verified = await verifyLedger(db, () => undefined);
    expect([verified.broken, verified.entries]).toEqual([null, MEMBERS]);
  }, 120_000);
});
