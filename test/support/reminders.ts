import { lookOnce } from '@merchant-coin/bff/jobs/due-work';
import { deliverDue } from '@merchant-coin/bff/jobs/message-outbox';
import { deliverMessage } from '@merchant-coin/bff/modules/accounts';
import { dueNotices, planDay, type PlanCounts } from '@merchant-coin/bff/modules/reminders';
import { noticesOf, writeNotices } from '@merchant-coin/bff/modules/reminders/plan';
import { settingsOf } from '@merchant-coin/bff/modules/reminders/settings';
import type { Due } from '@merchant-coin/bff/modules/reminders/kinds/kind';
import { api, DEFAULT_REMINDERS, dateIn, type Request } from '@merchant-coin/shared';
import mongoose from 'mongoose';
import type { TestApp } from './app';
import {
  buildMember,
  buildMerchant,
  newName,
  type TestMember,
  type TestMerchant,
} from './factories';
import { MessagesAt } from './messages';

type Preferences = Omit<Request<typeof api.reminders.setMyReminders>, 'cardId'>;
type Settings = Omit<Request<typeof api.reminders.setReminderSettings>, 'merchantId'>;

const ZONE = 'Asia/Shanghai';
const TEMPLATE_ID = 'template-reminder';
const UNSAID: Preferences = {
  allOff: false,
  offKinds: [],
  sms: false,
  call: false,
  lowBalanceFen: null,
};

/** A merchant that reminds, and what its members get of that. */
export class Reminding {
  private readonly wechat: MessagesAt;

  private constructor(
    readonly app: TestApp,
    readonly merchant: TestMerchant,
  ) {
    this.wechat = new MessagesAt(app);
  }

  static async at(app: TestApp, merchant?: TestMerchant): Promise<Reminding> {
    return new Reminding(app, merchant ?? (await buildMerchant()));
  }

  get merchantId(): string {
    return this.merchant.merchantId;
  }

  /** Today, for the merchant. */
  get today(): string {
    return dateIn(ZONE, this.app.clock.now());
  }

  member(): Promise<TestMember> {
    return buildMember({ merchant: this.merchant });
  }

  /** A member in WeChat who allows so many messages. */
  async inWechat(allowed: number): Promise<TestMember & { openid: string }> {
    const member = await this.member();
    const person = await this.wechat.buildUser(newName('p'), member.phone);
    for (let count = 0; count < allowed; count += 1) {
      await this.wechat.grant(person.openid, TEMPLATE_ID);
      const results = [{ kind: 'reminder' as const, accepted: true }];
      await this.app.call(api.accounts.recordMessageConsents, { results }, { as: person });
    }
    return { ...member, ...person };
  }

  messagesTo(openid: string) {
    return this.wechat.sentTo(openid);
  }

  /** Changes a card in a way that only time does. */
  async change({ cardId }: TestMember, fields: object): Promise<void> {
    const cards = mongoose.connection.db?.collection<{ _id: string }>('cards');
    await cards?.updateOne({ _id: cardId }, { $set: fields });
  }

  set(fields: Partial<Settings>) {
    const input = { merchantId: this.merchantId, ...DEFAULT_REMINDERS, ...fields };
    return this.app.call(api.reminders.setReminderSettings, input, { as: this.merchant.owner });
  }

  want(member: TestMember, fields: Partial<Preferences>) {
    const input = { cardId: member.cardId, ...UNSAID, ...fields };
    return this.app.call(api.reminders.setMyReminders, input, { as: member });
  }

  plan(options: { date?: string; dryRun?: boolean } = {}): Promise<PlanCounts> {
    const { date = this.today, ...rest } = options;
    const now = this.app.clock.now();
    return planDay({ merchantId: this.merchantId, zone: ZONE, date, now, ...rest });
  }

  /** A notice as a plan would write it. */
  async notice({ cardId }: TestMember, due: Partial<Due> = {}) {
    const about = { kind: 'absent', occurrence: newName('o'), facts: { days: 60 } } as const;
    const settings = await settingsOf(this.merchantId);
    const run = { merchantId: this.merchantId, date: this.today, settings };
    const now = this.app.clock.now();
    const [made] = await writeNotices(await noticesOf([{ cardId, ...about, ...due }], run, now));
    return made;
  }

  /** The worker's look at notices, and then at the outbox, at the test's time. */
  async deliver(): Promise<void> {
    const { clock, merchantId } = this;
    const merchantIds = async function* () {
      yield merchantId;
    };
    await lookOnce({ works: [dueNotices], merchantIds, clock }, new AbortController().signal);
    await deliverDue(deliverMessage, clock);
  }

  async inbox(member: TestMember) {
    const { body } = await this.app.call(api.reminders.listMyNotices, {}, { as: member });
    return body.items;
  }

  async log() {
    const { merchantId } = this;
    const { body } = await this.app.call(
      api.reminders.listReminderLog,
      { merchantId },
      { as: this.merchant.owner },
    );
    return body.items;
  }

  private get clock() {
    return this.app.clock;
  }
}
