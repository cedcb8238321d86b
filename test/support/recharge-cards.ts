import { api, type PrintedRechargeCard, type Request } from '@merchant-coin/shared';
import type { TestApp } from './app';
import type { CallOptions, Session } from './client';
import {
  buildMember,
  buildMerchant,
  buildStaff,
  type TestMember,
  type TestStaff,
} from './factories';

const call = api.rechargeCards;

/** A merchant that prints recharge cards, sells them and has a member who loads them. */
export class CardShop {
  constructor(
    readonly app: TestApp,
    readonly manager: TestStaff,
    readonly clerk: TestStaff,
    readonly member: TestMember,
  ) {}

  get merchantId(): string {
    return this.clerk.merchant.merchantId;
  }

  get storeId(): string {
    return this.clerk.merchant.storeId;
  }

  // ---- the manager ------------------------------------------------------------------------------------

  print(
    fields: Partial<Request<typeof call.createRechargeCardBatch>> = {},
    options: CallOptions = {},
  ) {
    const input = { merchantId: this.merchantId, amountFen: 20_000, count: 2, ...fields };
    return this.app.call(call.createRechargeCardBatch, input, { as: this.manager, ...options });
  }

  batches(as: Pick<Session, 'token'> = this.manager) {
    return this.app.call(call.listRechargeCardBatches, { merchantId: this.merchantId }, { as });
  }

  async countsOf(batchId: string) {
    const input = { merchantId: this.merchantId, batchId };
    const { body } = await this.app.call(call.getRechargeCardBatch, input, { as: this.manager });
    return body.batch.counts;
  }

  voidBatch(batchId: string, options: CallOptions = {}) {
    const input = { merchantId: this.merchantId, batchId, reason: '印刷丢失' };
    return this.app.call(call.voidRechargeCardBatch, input, { as: this.manager, ...options });
  }

  async void(number: string, options: CallOptions = {}) {
    const { body } = await this.find({ number });
    const input = { merchantId: this.merchantId, rechargeCardId: body.card.id, reason: '丢失' };
    return this.app.call(call.voidRechargeCard, input, { as: this.manager, ...options });
  }

  // ---- the clerk --------------------------------------------------------------------------------------

  find(card: Partial<PrintedRechargeCard>, options: CallOptions = {}) {
    const input = { merchantId: this.merchantId, ...card };
    return this.app.call(call.findRechargeCard, input, { as: this.clerk, ...options });
  }

  sell(fields: Partial<Request<typeof call.sellRechargeCard>>, options: CallOptions = {}) {
    const { merchantId, storeId } = this;
    const input = { merchantId, storeId, tender: 'cash' as const, ...fields };
    return this.app.call(call.sellRechargeCard, input, { as: this.clerk, ...options });
  }

  /** A card as it comes from the printer. */
  async printed(amountFen = 20_000): Promise<PrintedRechargeCard> {
    const { body, problem } = await this.print({ amountFen, count: 1 });
    const [card] = body.cards ?? [];
    if (!card) throw new Error(`no recharge card: ${problem?.code}`);
    return card;
  }

  /** A card that somebody has paid for. */
  async sold(amountFen = 20_000): Promise<PrintedRechargeCard> {
    const card = await this.printed(amountFen);
    const { problem } = await this.sell({ number: card.number });
    if (problem) throw new Error(`not sold: ${problem.code}`);
    return card;
  }

  // ---- the member -------------------------------------------------------------------------------------

  preview(
    code: string,
    fields: Partial<Request<typeof call.previewRechargeCard>> = {},
    options: CallOptions = {},
  ) {
    const input = { code, ...this.own(fields), ...fields };
    return this.app.call(call.previewRechargeCard, input, { as: this.member, ...options });
  }

  load(
    code: string,
    fields: Partial<Request<typeof call.loadRechargeCard>> = {},
    options: CallOptions = {},
  ) {
    const input = { code, ...this.own(fields), ...fields };
    return this.app.call(call.loadRechargeCard, input, { as: this.member, ...options });
  }

  private own(fields: object) {
    return 'cardId' in fields || 'merchantId' in fields ? {} : { cardId: this.member.cardId };
  }
}

export async function openCardShop(app: TestApp): Promise<CardShop> {
  const merchant = await buildMerchant();
  const [manager, clerk, member] = await Promise.all([
    buildStaff({ merchant, role: 'manager' }),
    buildStaff({ merchant }),
    buildMember({ merchant }),
  ]);
  return new CardShop(app, manager, clerk, member);
}
