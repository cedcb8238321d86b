import { api, type Refund } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import { setTimeout as sleep } from 'node:timers/promises';
import { type Site, startTestApp, type TestApp } from '../support/app';
import { ApprovalsAt } from '../support/approvals';
import { buildStaff, newName, newPhone } from '../support/factories';
import { LiveClient } from '../support/live';
import { secretIn } from '../support/log-watch';
import { type ProcessSite, startSite } from '../support/site';
import { startTcpProxy } from '../support/tcp-proxy';
import { openTill, type Till } from '../support/till';
import { buildPaidMerchant, control, loginCode, PayingMember, until } from '../support/wechat-pay';

/** The whole way between people, WeChat and us, with WeChat, the BFF and the worker as separate processes. */
jest.setTimeout(120_000);

const CUT_MS = 30_000;
const ANSWER_MS = 60_000;

let app: TestApp;
let site: ProcessSite;
/** A payment that was put to a member when the tests began and that nobody answers. */
let unanswered: { approvals: ApprovalsAt; id: string; askedAt: number };

async function waitingTill(): Promise<ApprovalsAt> {
  const approvals = new ApprovalsAt(await openTill(site));
  await approvals.limitCard(100);
  return approvals;
}

beforeAll(async () => {
  app = await startTestApp();
  site = await startSite(app);
  const approvals = await waitingTill();
  const askedAt = Date.now();
  unanswered = { approvals, id: (await approvals.asked()).id, askedAt };
});
afterAll(async () => {
  await site?.close();
  await app.close();
});

interface Callback {
  id: string;
  about: string;
  attempts: { outcome: number | string }[];
}

async function callbacksOf({ id }: { id: string }): Promise<Callback[]> {
  const { callbacks } = (await control(site, 'GET', '/callbacks')) as { callbacks: Callback[] };
  return callbacks.filter(({ about }) => about === id);
}

describe('someone in WeChat', () => {
  it('is let in silently, and by the phone button gets the card that a clerk made', async () => {
    const phone = newPhone();
    const clerk = await buildStaff();
    const { merchantId } = clerk.merchant;
    const made = await site.call(api.cards.registerMember, { merchantId, phone }, { as: clerk });
    const person = newName('p');
    const enter = () =>
      site
        .call(api.accounts.signInWithWechat, { code: loginCode(person) })
        .then(({ body }) => body);
    const first = await enter();
    expect(first.needsPhone).toBe(true);
    // Between the two calls somebody else takes our access token.
    await control(site, 'POST', '/switches', { name: 'tokenTaken' });
    const code = `phone:${phone}:${newName('')}`;
    const attached = await site.call(api.accounts.attachWechatPhone, { code }, { as: first });
    expect([attached.status, attached.body.user.hasWechat]).toEqual([200, true]);
    const again = await enter();
    expect(again.needsPhone).toBe(false);
    const { body } = await site.call(api.cards.listMyCards, {}, { as: again });
    expect(body.items.map(({ id }) => id)).toEqual([made.body.card.id]);
  });

  it('signs in by a text message where the phone button is refused', async () => {
    const phone = newPhone();
    await control(site, 'POST', '/switches', { name: 'expiredPhoneCode' });
    const { body } = await site.call(api.accounts.signInWithWechat, { code: loginCode('q') });
    const code = `phone:${phone}:${newName('')}`;
    const refused = await site.call(api.accounts.attachWechatPhone, { code }, { as: body });
    expect(refused.code).toBe('wechatCodeInvalid');
    await site.call(api.accounts.requestSmsCode, { phone });
    const sent = { phone, code: await site.smsCodeOf(phone) };
    const signed = await site.call(api.accounts.verifySmsCode, sent, { as: body });
    expect(signed.body.user).toMatchObject({ id: body.user.id, hasWechat: true });
  });
});

describe('a recharge', () => {
  afterEach(() => control(site, 'DELETE', '/callbacks/faults'));

  it('is credited once under twenty callbacks, doubled and in any order', async () => {
    const phone = await PayingMember.of(site);
    const [one, two] = [await phone.ordered(), await phone.ordered({ amountFen: 20_000 })];
    await control(site, 'POST', '/callbacks/faults', { times: 2, repeat: 1, delayMs: 300 });
    await Promise.all([phone.pay(one), phone.pay(two)]);
    const told = (await Promise.all([callbacksOf(two), callbacksOf(one)])).flat();
    const again = Array.from({ length: 20 }, (_, index) => told[index % told.length]?.id);
    await Promise.all([
      ...again.map((id) => control(site, 'POST', `/callbacks/${id}/again`)),
      phone.look(one),
      phone.look(two),
    ]);
    await Promise.all([phone.reaches(one, 'credited'), phone.reaches(two, 'credited')]);
    expect(await phone.balance()).toMatchObject({ principalFen: 70_000 });
    expect(await phone.entries()).toHaveLength(2);
  });

  it('is not credited by what WeChat did not say now of this order, and that is logged', async () => {
    const phone = await PayingMember.of(site);
    const faults = [
      { wrong: 'signature' },
      { wrong: 'serial' },
      { wrong: 'body' },
      { ageSeconds: 360 },
      { amountFen: 1 },
    ];
    for (const fault of faults) {
      const order = await phone.ordered();
      await control(site, 'POST', '/callbacks/faults', { times: 1, ...fault });
      await control(site, 'POST', '/callbacks/faults', { times: 100, lost: true });
      await phone.pay(order);
      const outcome = async () => (await callbacksOf(order))[0]?.attempts[0]?.outcome;
      await until(async () => (await outcome()) !== undefined);
      expect([fault, await outcome()]).toEqual([fault, 403]);
      expect((await phone.kept(order)).state).toBe('paying');
      await control(site, 'DELETE', '/callbacks/faults');
    }
    expect(await phone.entries()).toEqual([]);
    const refusals = site.logged().match(/callback of WeChat Pay not taken/g) ?? [];
    // WeChat tries again.
    expect(refusals.length).toBeGreaterThanOrEqual(faults.length);
  });

  it('that nobody pays is closed by the worker, and WeChat takes no money for it then', async () => {
    const phone = await PayingMember.of(site);
    const order = await phone.ordered();
    // Its quarter of an hour is over.
    const past = { expiresAt: new Date(Date.now() - 1_000), dueAt: new Date(Date.now() - 1_000) };
    await mongoose.connection
      .collection<{ _id: string }>('rechargeOrders')
      .updateOne({ _id: order.id }, { $set: past });
    await until(async () => (await phone.kept(order)).state === 'closed', 20_000);
    await expect(phone.pay(order)).rejects.toThrow();
  });

  it('is given back by WeChat: held, asked for, then burnt', async () => {
    const phone = await PayingMember.of(site, await buildPaidMerchant(site));
    const { merchant, cardId } = phone.member;
    const manager = await buildStaff({ merchant, role: 'manager' });
    const order = await phone.ordered();
    await phone.pay(order);
    await phone.reaches(order, 'credited');
    const place = { merchantId: merchant.merchantId, storeId: merchant.storeId };
    const rechargeId = (await phone.kept(order)).rechargeId ?? '';
    const terms = { rechargeId, reason: 'memberChange', view: 'full', refundFen: 50_000 } as const;
    await control(site, 'PATCH', '/settings', { refundOutcome: 'held' });
    const opened = await site.call(
      api.recharges.openRefund,
      { ...place, ...terms },
      { as: manager },
    );
    const refundId = opened.body.refund.id;
    await site.call(api.recharges.payRefundByWechat, { ...place, refundId }, { as: manager });
    expect(await phone.balance()).toMatchObject({ heldFen: 50_000, spendableFen: 0 });
    const { refunds } = (await control(site, 'GET', '/refunds')) as {
      refunds: { outRefundNo: string }[];
    };
    await control(site, 'POST', `/refunds/${refunds[0]?.outRefundNo}/finish`, {
      status: 'SUCCESS',
    });
    const refund = async (): Promise<Refund> => {
      const input = { cardId, refundId };
      return (await site.call(api.recharges.getMyRefund, input, { as: phone.member })).body.refund;
    };
    await until(async () => (await refund()).status === 'paid');
    expect(await phone.balance()).toMatchObject({ principalFen: 0, heldFen: 0 });
  });
});

describe('a payment that the member is asked about', () => {
  const statusOf = async (till: Till<Site>, id: string) =>
    (await till.look(id)).body.redemption.status;

  it('is approved, refused, or cancelled by the clerk', async () => {
    const approvals = await waitingTill();
    const { till } = approvals;
    const counter = await LiveClient.signIn(site, till.clerk);
    const [approved, refused, cancelled] = [
      await approvals.asked(),
      await approvals.asked({ confirmDuplicate: true }),
      await approvals.asked({ confirmDuplicate: true }),
    ];
    await approvals.approve(approved.id);
    await approvals.refuse(refused.id);
    await approvals.cancel(cancelled.id);
    await counter.until(() => counter.ofType('approvalEnded').length >= 2);
    counter.ws.close();
    expect(await statusOf(till, approved.id)).toBe('done');
    expect(await statusOf(till, refused.id)).toBe('refused');
    expect(await statusOf(till, cancelled.id)).toBe('cancelled');
    const { balance } = await till.holdings();
    expect(balance).toMatchObject({ principalFen: 9_000, heldFen: 0 });
  });
});

describe('a phone that is cut off for half a minute', () => {
  it('is told what it missed, once and in order, and what comes after', async () => {
    const till = await openTill(site, { coins: null });
    const line = await startTcpProxy({ host: '127.0.0.1', port: Number(new URL(site.url).port) });
    const through = { url: `http://127.0.0.1:${line.port}` };
    const before = await LiveClient.signIn(through, till.member);
    await till.recharge();
    await before.until(() => before.ofType('entry').length === 1);
    const cursor = before.ofType('entry')[0]?.cursor ?? '';
    line.cut();
    await before.closed();
    const missed: string[] = [];
    const sold = await till.sale();
    missed.push(sold.id);
    await sleep(CUT_MS / 3);
    missed.push((await till.recharge({ amountFen: 20_000 })).body.recharge.id);
    await sleep(CUT_MS / 3);
    missed.push((await till.reverse(sold.id)).body.reversal.id);
    await sleep(CUT_MS / 3);
    line.mend();
    const after = await LiveClient.signIn(through, till.member, cursor);
    const last = (await till.recharge({ amountFen: 30_000 })).body.recharge.id;
    await after.until(() => after.ofType('entry').some(({ entry }) => entry.id === last));
    expect(after.ofType('entry').map(({ entry }) => entry.id)).toEqual([...missed, last]);
    after.ws.close();
    line.close();
  });
});

describe('a minute later', () => {
  it('the payment that nobody answered is over, and its coins are free', async () => {
    const { approvals, id, askedAt } = unanswered;
    const { till } = approvals;
    await sleep(Math.max(0, askedAt + ANSWER_MS + 1_000 - Date.now()));
    expect((await till.look(id)).body.redemption.status).toBe('expired');
    const late = await approvals.approve(id);
    expect([late.code, late.problem?.details?.['reason']]).toEqual(['conflict', 'holdEnded']);
    const { balance } = await till.holdings();
    expect(balance).toMatchObject({ spendableFen: 10_000, heldFen: 0 });
  });

  it('no line that was logged holds a phone, a token, a key or a code', () => {
    const lines = site.logged().split('\n');
    expect(lines.length).toBeGreaterThan(100);
    expect(lines.map(secretIn).filter((found) => found !== null)).toEqual([]);
  });
});
