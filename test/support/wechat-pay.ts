import { dueOrders, duePayRefunds, merchantsWithPayee } from '@merchant-coin/bff/modules/recharges';
import { createRechargeBonus } from '@merchant-coin/bff/modules/campaigns';
import { lookOnce } from '@merchant-coin/bff/jobs/due-work';
import { api, type RechargeOrder, type Request } from '@merchant-coin/shared';
import { randomBytes, randomInt } from 'node:crypto';
import { setTimeout as sleep } from 'node:timers/promises';
import { control as controlOf, newKeyPair } from '../wechat/kit';
import type { Site, TestApp } from './app';
import type { CallOptions } from './client';
import {
  buildMember,
  buildMerchant,
  buildStaff,
  type TestMember,
  type TestMerchant,
} from './factories';

type Enter = Request<typeof api.payees.enterPayee>;
type Order = Request<typeof api.rechargeOrders.createRechargeOrder>;

export { newKeyPair };

/** Making keys takes long: the payees of a file share theirs. */
let keyPair: ReturnType<typeof newKeyPair> | null = null;

export const APPID = 'wx00000000deadbeef';

/** One call of the stand-in's controls, which has to go well. */
export async function control(app: Site, method: string, path: string, input?: unknown) {
  const { status, body } = await controlOf(app.standIn, method, path, input);
  if (status >= 400) throw new Error(`${method} ${path}: ${status} ${JSON.stringify(body)}`);
  return body as Record<string, unknown>;
}

/** Keys of an account that the stand-in knows, as its owner would enter them. */
export async function keysAtWechat(
  app: Site,
  { subMchids = [], appid = APPID }: { subMchids?: string[]; appid?: string } = {},
): Promise<Omit<Enter, 'merchantId'>> {
  const { publicKey, privateKey } = (keyPair ??= newKeyPair());
  const keys = {
    mchid: String(randomInt(1_600_000_000, 1_700_000_000)),
    appid,
    serialNumber: randomBytes(20).toString('hex').toUpperCase(),
    apiV3Key: randomBytes(16).toString('hex'),
  };
  const answer = await control(app, 'POST', '/payees', { ...keys, publicKey, subMchids });
  const platformPublicKeys = answer['platformPublicKeys'] as Enter['platformPublicKeys'];
  return { ...keys, privateKey, platformPublicKeys };
}

/** An open merchant whose payee works. */
export async function buildPaidMerchant(app: Site): Promise<TestMerchant> {
  const merchant = await buildMerchant();
  const { merchantId, owner } = merchant;
  const keys = await keysAtWechat(app);
  await app.call(api.payees.enterPayee, { merchantId, ...keys }, { as: owner });
  const { body } = await app.call(api.payees.testPayee, { merchantId }, { as: owner });
  if (body.payee.state !== 'ready') throw new Error(`the payee is ${body.payee.state}`);
  return merchant;
}

let codes = 0;
/** A code of `wx.login` that has not been used. */
export const loginCode = (person = 'alice'): string => `code:${person}:${(codes += 1)}`;

interface StandInOrder {
  outTradeNo: string;
  prepayId: string;
}

/** A member of a merchant that can be paid in WeChat, and their phone. */
export class PayingMember {
  constructor(
    readonly app: Site,
    readonly member: TestMember,
  ) {}

  static async of(app: Site, merchant?: TestMerchant): Promise<PayingMember> {
    const at = merchant ?? (await buildPaidMerchant(app));
    return new PayingMember(app, await buildMember({ merchant: at }));
  }

  order(fields: Partial<Order> = {}, options: CallOptions = {}) {
    const { cardId } = this.member;
    const terms = { amountFen: 50_000, bonusFen: 0, contractVersion: 1, loginCode: loginCode() };
    const input = { cardId, ...terms, ...fields };
    const as = this.member;
    return this.app.call(api.rechargeOrders.createRechargeOrder, input, { as, ...options });
  }

  /** An order that waits for its money. */
  async ordered(fields: Partial<Order> = {}): Promise<RechargeOrder> {
    const { body, problem } = await this.order(fields);
    if (problem) throw new Error(`no order: ${problem.code} ${JSON.stringify(problem.details)}`);
    return body.order;
  }

  /** Presses 'pay' in WeChat. */
  async pay({ id }: Pick<RechargeOrder, 'id'>): Promise<void> {
    const { orders } = (await control(this.app, 'GET', '/orders')) as { orders: StandInOrder[] };
    const prepayId = orders.find(({ outTradeNo }) => outTradeNo === id)?.prepayId ?? '';
    await control(this.app, 'POST', `/orders/${prepayId}/pay`);
  }

  async look({ id: orderId }: Pick<RechargeOrder, 'id'>): Promise<RechargeOrder> {
    const { cardId } = this.member;
    const input = { cardId, orderId };
    const { body } = await this.app.call(api.rechargeOrders.getRechargeOrder, input, {
      as: this.member,
    });
    return body.order;
  }

  /** As it is in the list, which asks nobody. */
  async kept({ id }: Pick<RechargeOrder, 'id'>): Promise<RechargeOrder> {
    const { cardId } = this.member;
    const input = { cardId, limit: 100 };
    const { body } = await this.app.call(api.rechargeOrders.listMyRechargeOrders, input, {
      as: this.member,
    });
    const order = body.items.find((item) => item.id === id);
    if (!order) throw new Error(`no order ${id}`);
    return order;
  }

  /** Waits until an order that nobody asks about has got somewhere. */
  async reaches(order: Pick<RechargeOrder, 'id'>, state: RechargeOrder['state']): Promise<void> {
    const deadline = Date.now() + 5_000;
    while ((await this.kept(order)).state !== state) {
      if (Date.now() > deadline) throw new Error(`it is ${(await this.kept(order)).state}`);
      await sleep(10);
    }
  }

  async entries() {
    const { cardId } = this.member;
    const { body } = await this.app.call(api.cards.listMyEntries, { cardId }, { as: this.member });
    return body.items;
  }

  async balance() {
    const { cardId } = this.member;
    const { body } = await this.app.call(api.cards.getMyCard, { cardId }, { as: this.member });
    return body.balance;
  }
}

/** The worker's look at all that is due, at the test's time. */
export function lookAtDue(app: TestApp): Promise<void> {
  const works = [dueOrders, duePayRefunds];
  const { clock } = app;
  const options = { works, merchantIds: merchantsWithPayee, clock };
  return lookOnce(options, new AbortController().signal);
}

/** A bonus in force. */
export const offer = (merchantId: string, payFen: number, bonusFen: number) =>
  createRechargeBonus({
    merchantId,
    name: '充值送',
    steps: [{ payFen, bonusFen }],
    bonusValidDays: 30,
    startsAt: new Date(0),
    endsAt: null,
  });

export function freeze(phone: PayingMember) {
  const { cardId } = phone.member;
  return phone.app.call(api.cards.freezeMyCard, { cardId }, { as: phone.member });
}

export async function counterRecharge(phone: PayingMember, amountFen: number) {
  const { merchant, cardId } = phone.member;
  const clerk = await buildStaff({ merchant });
  const { merchantId, storeId } = merchant;
  const input = { merchantId, storeId, cardId, amountFen, tender: 'cash' as const };
  return phone.app.call(api.recharges.createRecharge, input, { as: clerk });
}

/** Waits for something that happens by itself: a callback, or what a cache shows within seconds. */
export async function until(isSo: () => Promise<boolean>, withinMs = 6_000): Promise<void> {
  const deadline = Date.now() + withinMs;
  while (!(await isSo())) {
    if (Date.now() > deadline) throw new Error('it did not happen');
    await sleep(10);
  }
}
