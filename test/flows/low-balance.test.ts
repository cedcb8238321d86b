import { api, DEFAULT_REMINDERS } from '@merchant-coin/shared';
import { startTestApp, type TestApp } from '../support/app';
import { ApprovalsAt } from '../support/approvals';
import type { Session } from '../support/client';
import { buildMember, buildMerchant, buildStaff, newName } from '../support/factories';
import { MessagesAt } from '../support/messages';
import { type ProcessSite, startSite } from '../support/site';
import { Till } from '../support/till';
import { until } from '../support/wechat-pay';

const TEMPLATE_ID = 'template-reminder';
/** Within which a member hears of a payment that leaves little on the card. */
const SOON_MS = 5_000;

let app: TestApp;
let site: ProcessSite;
beforeAll(async () => {
  app = await startTestApp();
  site = await startSite(app);
});
afterAll(async () => {
  await site?.close();
  await app.close();
});

const noticesOf = async (as: Session) =>
  (await site.call(api.reminders.listMyNotices, {}, { as })).body.items;

/** A member in WeChat with 100 yuan who allows three messages, at a merchant that reminds below 20 at any hour. */
async function rechargedMember() {
  const merchant = await buildMerchant();
  const { merchantId, owner } = merchant;
  const atAnyHour = { quietFrom: '00:00', quietUntil: '00:00', dailyCap: 10 };
  const settings = { merchantId, ...DEFAULT_REMINDERS, ...atAnyHour };
  await site.call(api.reminders.setReminderSettings, settings, { as: owner });
  const member = await buildMember({ merchant });
  const wechat = new MessagesAt(site);
  const person = await wechat.buildUser(newName('p'), member.phone);
  for (let count = 0; count < 3; count += 1) {
    await wechat.grant(person.openid, TEMPLATE_ID);
    const results = [{ kind: 'reminder' as const, accepted: true }];
    await site.call(api.accounts.recordMessageConsents, { results }, { as: person });
  }
  const till = new Till(site, await buildStaff({ merchant }), { ...member, ...person });
  await till.recharge();
  return { till, member, messages: () => wechat.sentTo(person.openid) };
}

describe('a payment that takes the balance below the limit', () => {
  it('is told within five seconds, in the inbox and in WeChat, and once until it was above', async () => {
    const { till, member, messages } = await rechargedMember();
    const approvals = new ApprovalsAt(till);
    const { phone } = member;
    // A code pays once: what follows at once is allowed on the member's own phone.
    const payOnPhone = async (listFen: number) =>
      approvals.approve((await approvals.asked({ phone, listFen })).id);
    const heard = async (count: number) => {
      const since = performance.now();
      await until(
        async () =>
          (await messages()).length === count && (await noticesOf(member)).length === count,
      );
      expect(performance.now() - since).toBeLessThan(SOON_MS);
    };
    await till.sale({ listFen: 9_000 });
    await heard(1);
    for (const listFen of [101, 102, 103]) await payOnPhone(listFen);
    await till.recharge({ amountFen: 5_000 });
    await payOnPhone(5_000);
    await heard(2);
    expect(await noticesOf(member)).toMatchObject([
      { kind: 'lowBalance', facts: { balanceFen: 694, limitFen: 2_000 } },
      { kind: 'lowBalance', facts: { balanceFen: 1_000, limitFen: 2_000 } },
    ]);
  });
});
