import { createRechargeBonus } from '@merchant-coin/bff/modules/campaigns';
import { api, DAY_MS, type Refund, type RefundViews, type Request } from '@merchant-coin/shared';
import type { TestApp } from './app';
import type { CallOptions } from './client';
import { buildStaff, newName, type TestStaff } from './factories';
import { openTill, type Till } from './till';

type Open = Request<typeof api.recharges.openRefund>;
type PayOut = Request<typeof api.recharges.payOutRefund>;
type Cancel = Request<typeof api.recharges.cancelRefund>;

/** A manager beside a till, with a member who has recharged 100 yuan and got 20 on top for 30 days. */
export class RefundDesk {
  constructor(
    readonly till: Till,
    readonly manager: TestStaff,
    readonly rechargeId: string,
  ) {}

  get app(): TestApp {
    return this.till.app;
  }

  async views(options: CallOptions & { rechargeId?: string } = {}) {
    const { merchantId } = this.till.place;
    const { rechargeId = this.rechargeId, ...rest } = options;
    const input = { merchantId, rechargeId };
    return this.app.call(api.recharges.getRefundViews, input, { as: this.manager, ...rest });
  }

  async sumOf(view: Refund['view']): Promise<RefundViews['sums'][number] | undefined> {
    return (await this.views()).body.sums.find((sum) => sum.view === view);
  }

  /** Opens for the member's own reason at the sum that the screen would show, unless told otherwise. */
  async open(fields: Partial<Open> = {}, options: CallOptions = {}) {
    const { reason = 'memberChange' } = fields;
    const shown = 'refundFen' in fields && 'view' in fields ? null : (await this.views()).body;
    const view =
      fields.view ?? shown?.choices.find((each) => each.reason === reason)?.views[0] ?? 'listPrice';
    const refundFen = shown?.sums.find((sum) => sum.view === view)?.refundFen ?? 0;
    const { rechargeId } = this;
    const input = { ...this.till.place, rechargeId, reason, view, refundFen, ...fields };
    return this.app.call(api.recharges.openRefund, input, { as: this.manager, ...options });
  }

  /** A refund that waits. */
  async waiting(fields: Partial<Open> = {}): Promise<Refund> {
    const { body, problem } = await this.open(fields);
    if (problem) throw new Error(`no refund: ${problem.code} ${JSON.stringify(problem.details)}`);
    return body.refund;
  }

  payOut(refundId: string, fields: Partial<PayOut> = {}, options: CallOptions = {}) {
    const how = { tender: 'cash' as const, evidence: '本人签收' };
    const input = { ...this.till.place, refundId, ...how, ...fields };
    return this.app.call(api.recharges.payOutRefund, input, { as: this.manager, ...options });
  }

  cancel(refundId: string, fields: Partial<Cancel> = {}, options: CallOptions = {}) {
    const input = { ...this.till.place, refundId, ...fields };
    return this.app.call(api.recharges.cancelRefund, input, { as: this.manager, ...options });
  }

  list(options: CallOptions & { cardId?: string; limit?: number; cursor?: string } = {}) {
    const { merchantId } = this.till.place;
    const { cardId = this.till.member.cardId, limit, cursor, ...rest } = options;
    const page = { ...(limit && { limit }), ...(cursor && { cursor }) };
    const input = { merchantId, cardId, ...page };
    return this.app.call(api.recharges.listCardRecharges, input, { as: this.till.clerk, ...rest });
  }
}

/** A desk of a merchant that sells at 80% of the list price and gives 20 on a recharge of 100. */
export async function openRefundDesk(app: TestApp, amountFen = 10_000): Promise<RefundDesk> {
  const till = await openTill(app, { type: { discountBp: 8_000 }, coins: null });
  const { merchant } = till;
  await createRechargeBonus({
    merchantId: merchant.merchantId,
    name: newName('充值送'),
    steps: [{ payFen: 10_000, bonusFen: 2_000 }],
    bonusValidDays: 30,
    startsAt: new Date(app.clock.now().getTime() - DAY_MS),
    endsAt: null,
  });
  const manager = await buildStaff({ merchant, role: 'manager' });
  const { body, problem } = await till.recharge({ amountFen });
  if (problem) throw new Error(`no recharge: ${problem.code}`);
  return new RefundDesk(till, manager, body.recharge.id);
}
