import { createCardType } from '@merchant-coin/bff/modules/cards';
import { post, requestClaim, walletOf, type WalletView } from '@merchant-coin/bff/modules/coins';
import {
  amountCodeAt,
  api,
  type CardType,
  type Endpoint,
  PAY_CODE_STEP_SECONDS,
  payCodeAt,
  payCodeStep,
  type Request,
  spokenCodeAt,
} from '@merchant-coin/shared';
import mongoose from 'mongoose';
import type { Site, TestApp } from './app';
import type { CallOptions, Session } from './client';
import {
  buildMember,
  buildMerchant,
  buildStaff,
  buildStore,
  newName,
  type TestMember,
  type TestMerchant,
  type TestStaff,
} from './factories';
import { FORBIDDEN, STORE_FORBIDDEN, UNAUTHENTICATED } from './refusals';

type Fields<E extends Endpoint> = Partial<Request<E>>;

/** What lies on a card, besides a principal of 100 yuan. */
export interface Coins {
  principalFen?: number;
  bonusFen?: number;
  bonusExpiresAt?: Date | null;
}

/** What is on a card, and how many entries there are at all. */
export interface Holdings extends WalletView {
  entriesOfAll: number;
}

const STEP_MS = PAY_CODE_STEP_SECONDS * 1_000;

/** A counter: a clerk, a member with coins, and what passes between them over HTTP. */
export class Till<A extends Site = TestApp> {
  constructor(
    readonly app: A,
    readonly clerk: TestStaff,
    readonly member: TestMember,
  ) {}

  get merchant(): TestMerchant {
    return this.clerk.merchant;
  }

  get place() {
    const { merchantId, storeId } = this.merchant;
    return { merchantId, storeId };
  }

  // ---- the member's phone -----------------------------------------------------------------------------

  async payCode() {
    const { cardId } = this.member;
    const { body, problem } = await this.app.call(
      api.cards.getPayCode,
      { cardId },
      { as: this.member },
    );
    if (problem) throw new Error(`no pay code: ${problem.code}`);
    return body;
  }

  /** A code that is good now and has not paid yet. */
  async code(): Promise<string> {
    return (await this.payCode()).code;
  }

  /** The code of a step before or after the one of now. */
  async codeAt(offset: number): Promise<string> {
    const { serial, secret } = await this.payCode();
    return payCodeAt(serial, secret, this.stepAt(offset));
  }

  /** A well-formed code of this card that no step has. */
  async wrongCode(): Promise<string> {
    return payCodeAt((await this.payCode()).serial, 'A'.repeat(32), 0);
  }

  private stepAt(offset: number): number {
    return payCodeStep(this.app.clock.now().getTime()) + offset;
  }

  /** What the member reads out at a step before or after the one of now. */
  async code6At(offset = 0): Promise<string> {
    return spokenCodeAt((await this.payCode()).secret, this.stepAt(offset));
  }

  /** Six digits that no step around now has. */
  async wrongCode6(): Promise<string> {
    const { secret } = await this.payCode();
    const steps = Array.from({ length: 25 }, (_, index) => this.stepAt(index - 22));
    const right = new Set(steps.map((step) => spokenCodeAt(secret, step)));
    return ['000000', '111111', '222222'].find((code) => !right.has(code)) ?? '';
  }

  /** A code that pays one sum only. */
  async amountCode(amountFen: number, offset = 0): Promise<string> {
    return amountCodeAt(await this.payCode(), this.stepAt(offset), amountFen);
  }

  // ---- the clerk --------------------------------------------------------------------------------------

  async preview(
    fields: Fields<typeof api.redemptions.previewRedemption> = {},
    options: CallOptions = {},
  ) {
    const input = { ...this.place, ...(await this.namedBy(fields)), listFen: 1_000, ...fields };
    const as = this.clerk;
    return this.app.call(api.redemptions.previewRedemption, input, { as, ...options });
  }

  /** Takes 10 yuan by a fresh code, unless the fields say otherwise. */
  async redeem(fields: Fields<typeof api.redemptions.redeem> = {}, options: CallOptions = {}) {
    const input = { ...this.place, ...(await this.namedBy(fields)), listFen: 1_000, ...fields };
    return this.app.call(api.redemptions.redeem, input, { as: this.clerk, ...options });
  }

  private async namedBy(fields: { payCode?: unknown; phone?: unknown }) {
    return 'payCode' in fields || 'phone' in fields ? {} : { payCode: await this.code() };
  }

  /** A redemption that has to go well; answers it. */
  async sale(fields: Fields<typeof api.redemptions.redeem> = {}) {
    const { body, problem } = await this.redeem({ confirmDuplicate: true, ...fields });
    if (problem) throw new Error(`no sale: ${problem.code}`);
    return body.redemption;
  }

  look(redemptionId: string, options: CallOptions = {}) {
    const { merchantId } = this.merchant;
    const input = { merchantId, redemptionId };
    return this.app.call(api.redemptions.getRedemption, input, { as: this.clerk, ...options });
  }

  reverse(
    redemptionId: string,
    fields: Fields<typeof api.redemptions.reverseRedemption> = {},
    options: CallOptions = {},
  ) {
    const { merchantId } = this.merchant;
    const input = { merchantId, redemptionId, reason: '退货', ...fields };
    return this.app.call(api.redemptions.reverseRedemption, input, { as: this.clerk, ...options });
  }

  /** Sells 100 yuan for cash, by the card's id unless the fields say otherwise. */
  recharge(fields: Fields<typeof api.recharges.createRecharge> = {}, options: CallOptions = {}) {
    const named = 'phone' in fields || 'cardId' in fields ? {} : { cardId: this.member.cardId };
    const sold = { amountFen: 10_000, tender: 'cash' as const };
    const input = { ...this.place, ...named, ...sold, ...fields };
    return this.app.call(api.recharges.createRecharge, input, { as: this.clerk, ...options });
  }

  // ---- the card ---------------------------------------------------------------------------------------

  /** What a refusal must leave as it was. */
  async holdings(): Promise<Holdings> {
    const { merchant, cardId } = this.member;
    const { merchantId } = merchant;
    const wallet = await walletOf({ merchantId, cardId }, this.app.clock.now());
    const entriesOfAll = await mongoose.connection.collection('entries').countDocuments();
    return { ...wallet, entriesOfAll };
  }

  private posting() {
    const { merchant, cardId } = this.member;
    const key = newName('test-');
    return {
      merchantId: merchant.merchantId,
      cardId,
      now: this.app.clock.now(),
      claims: [requestClaim(key)] as [string],
      fingerprint: key,
      storeId: null,
      staffId: null,
    };
  }

  /** Coins from before, on a card without entries. */
  async load({ principalFen = 10_000, bonusFen = 0, bonusExpiresAt = null }: Coins = {}) {
    const coins = { principalFen, bonusFen, bonusExpiresAt, points: 0 };
    const originStoreId = this.merchant.storeId;
    await post({ ...this.posting(), type: 'importOpening', originStoreId, ...coins });
  }

  async grant(amountFen: number, expiresAt: Date) {
    const originStoreId = this.merchant.storeId;
    await post({ ...this.posting(), type: 'grant', originStoreId, amountFen, expiresAt });
  }

  async freeze() {
    await post({ ...this.posting(), type: 'freeze', over: null });
  }
}

export interface TillOverrides {
  /** Who becomes the member. */
  user?: Session;
  merchant?: TestMerchant;
  clerk?: TestStaff;
  /** Terms of the card, instead of full price for three years. */
  type?: Partial<Omit<CardType, 'id'>>;
  /** Null: nothing at all. */
  coins?: Coins | null;
}

async function addDefaultType(merchantId: string, type: Partial<Omit<CardType, 'id'>>) {
  const usual = { termMonths: 36, priceFen: 0, discountBp: 10_000, pointsBp: 10_000 };
  await createCardType({ merchantId, name: newName('卡'), isDefault: true, ...usual, ...type });
}

/** A clerk and a new member of one merchant, with 100 yuan on the card. */
export async function openTill<A extends Site>(
  app: A,
  overrides: TillOverrides = {},
): Promise<Till<A>> {
  const { clerk: known, type, coins, user } = overrides;
  const merchant = known?.merchant ?? overrides.merchant ?? (await buildMerchant());
  if (type) await addDefaultType(merchant.merchantId, type);
  const clerk = known ?? (await buildStaff({ merchant }));
  const till = new Till(app, clerk, await buildMember({ merchant, ...(user && { user }) }));
  if (coins !== null) await till.load(coins);
  return till;
}

/** Moves the clock on to where a step begins, so that a test does not run across its end. */
export function startOfStep(app: Site): void {
  const nowMs = app.clock.now().getTime();
  app.clock.set(new Date(Math.ceil(nowMs / STEP_MS) * STEP_MS));
}

type Outsider = (till: Till) => Promise<Pick<Session, 'token'> | undefined>;

/** Who may not act at a till's store, and how each is refused. */
export const OUTSIDERS: [string, Outsider, (number | string)[]][] = [
  ['nobody', async () => undefined, UNAUTHENTICATED],
  ['the member', async (till) => till.member, FORBIDDEN],
  ['a clerk of another merchant', () => buildStaff(), FORBIDDEN],
  [
    'a clerk of another store',
    async ({ merchant }) => buildStaff({ merchant, storeIds: [await buildStore(merchant)] }),
    STORE_FORBIDDEN,
  ],
];

/** Sums that are none. */
export const NO_SUMS = [
  -1,
  0,
  0.5,
  '1000',
  1e15,
  1_000_000_001,
  null,
  true,
  [1_000],
  { $gt: 1 },
] as const;
