import fc from 'fast-check';
import type { Claims, Command } from '../../../bff/src/modules/coins/ledger/commands';
import {
  expireClaim,
  freezeEndClaim,
  rechargeCardClaim,
  releaseClaim,
  requestClaim,
  reversalClaim,
  reversibleOf,
} from '../../../bff/src/modules/coins/ledger/commands';
import { decide } from '../../../bff/src/modules/coins/ledger/decide';
import type {
  Correction,
  Entry,
  Sale,
  SpendPolicy,
} from '../../../bff/src/modules/coins/ledger/entry';
import { emptyWallet, type Wallet } from '../../../bff/src/modules/coins/ledger/wallet';
import { storyIn } from '../../support/recharge-story';
import { refundHoldOf, refundOf } from './refund-steps';

export const MERCHANT = 'mer_test';
export const CARD = 'crd_test';
/** The most principal that the card may hold. */
export const CAP_FEN = 100_000;
/** The most that the card pays by PIN in a day. */
export const PIN_LIMIT_FEN = 20_000;
export const START = new Date('2026-01-01T00:00:00Z');

/** A step of a random history; indexes are taken modulo what there is at that moment. */
export type Step =
  | { do: 'wait'; hours: number }
  | {
      do: 'recharge';
      amountFen: number;
      bonusFen: number;
      bonusDays: number;
      byCard?: boolean;
    }
  | { do: 'grant'; amountFen: number; days: number }
  | {
      do: 'redeem';
      paidFen: number;
      pointsBp: number;
      policy: SpendPolicy;
      confirm: boolean;
      /** At half the list price. */
      half?: boolean;
      /** Paid by PIN, by a clock that may still be so many days behind. */
      pinDaysBehind?: number | null;
    }
  | { do: 'hold'; paidFen: number; policy: SpendPolicy; hours: number | null; asks?: boolean }
  | { do: 'capture'; pick: number; share: number }
  | { do: 'release'; pick: number }
  | { do: 'refundHold'; pick: number; reason: number; view: number }
  | { do: 'refund'; pick: number }
  | { do: 'reverse'; pick: number; amountFen: number | null }
  | { do: 'lapse'; pick: number }
  | { do: 'expire'; pick: number }
  | { do: 'exchange'; points: number; bonusFen: number; days: number }
  | { do: 'freeze'; over: boolean }
  | { do: 'unfreeze' }
  | { do: 'correct'; kind: Correction['kind']; delta: number; days: number };

const policy = fc.constantFrom<SpendPolicy>('bonusFirst', 'principalFirst', 'proportional');
const sum = fc.integer({ min: 1, max: 60_000 });
const pick = fc.nat(20);

export const step: fc.Arbitrary<Step> = fc.oneof(
  { weight: 3, arbitrary: fc.record({ do: fc.constant('wait' as const), hours: fc.nat(24 * 9) }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('recharge' as const),
      amountFen: sum,
      bonusFen: fc.nat(8_000),
      bonusDays: fc.integer({ min: 1, max: 20 }),
      byCard: fc.boolean(),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({
      do: fc.constant('grant' as const),
      amountFen: fc.integer({ min: 1, max: 5_000 }),
      days: fc.integer({ min: 0, max: 20 }),
    }),
  },
  {
    weight: 6,
    arbitrary: fc.record({
      do: fc.constant('redeem' as const),
      paidFen: fc.nat(40_000),
      pointsBp: fc.nat(30_000),
      policy,
      confirm: fc.boolean(),
      half: fc.boolean(),
    }),
  },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('redeem' as const),
      paidFen: fc.integer({ min: 0, max: 12_000 }),
      pointsBp: fc.nat(30_000),
      policy,
      confirm: fc.constant(true),
      pinDaysBehind: fc.nat(1),
    }),
  },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('hold' as const),
      paidFen: sum,
      policy,
      hours: fc.option(fc.integer({ min: 1, max: 72 }), { nil: null }),
      asks: fc.boolean(),
    }),
  },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('capture' as const),
      pick,
      share: fc.integer({ min: 0, max: 120 }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('release' as const), pick }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('refundHold' as const),
      pick,
      reason: fc.nat(2),
      view: fc.nat(3),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('refund' as const), pick }) },
  {
    weight: 4,
    arbitrary: fc.record({
      do: fc.constant('reverse' as const),
      pick,
      amountFen: fc.option(sum, { nil: null }),
    }),
  },
  { weight: 2, arbitrary: fc.record({ do: fc.constant('lapse' as const), pick }) },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('expire' as const), pick }) },
  {
    weight: 2,
    arbitrary: fc.record({
      do: fc.constant('exchange' as const),
      points: fc.integer({ min: 1, max: 500 }),
      bonusFen: fc.integer({ min: 1, max: 2_000 }),
      days: fc.integer({ min: 1, max: 20 }),
    }),
  },
  {
    weight: 1,
    arbitrary: fc.record({ do: fc.constant('freeze' as const), over: fc.boolean() }),
  },
  { weight: 1, arbitrary: fc.record({ do: fc.constant('unfreeze' as const) }) },
  {
    weight: 3,
    arbitrary: fc.record({
      do: fc.constant('correct' as const),
      kind: fc.constantFrom<Correction['kind']>('principal', 'bonus', 'points'),
      delta: fc.integer({ min: -40_000, max: 40_000 }).filter((delta) => delta !== 0),
      days: fc.integer({ min: 0, max: 20 }),
    }),
  },
);

/** A card's history as it grows: the real `decide`, with what the service would look up around it. */
export class History {
  wallet: Wallet = emptyWallet(MERCHANT, CARD);
  entries: Entry[] = [];
  now = START;
  private count = 0;

  private nextId(): string {
    this.count += 1;
    return `ent_${String(this.count).padStart(6, '0')}`;
  }

  private at<T>(list: readonly T[], index: number): T | undefined {
    return list[index % Math.max(1, list.length)];
  }

  /** The command of a step; null where the history has nothing that it could refer to. */
  commandOf(step: Step): Command | null {
    this.count += 1;
    const base = {
      merchantId: MERCHANT,
      cardId: CARD,
      now: this.now,
      claims: [requestClaim(`k${this.count}`)] as [string, ...string[]],
      fingerprint: `f${this.count}`,
      storeId: 'sto_a',
      staffId: 'stf_a',
    };
    const inDays = (days: number) => new Date(this.now.getTime() + days * 86_400_000);
    switch (step.do) {
      case 'wait':
        this.now = new Date(this.now.getTime() + step.hours * 3_600_000);
        return null;
      case 'recharge':
        return {
          ...base,
          claims: step.byCard
            ? [...base.claims, rechargeCardClaim(`rcd_${this.count}`)]
            : base.claims,
          type: 'recharge',
          amountFen: step.amountFen,
          bonusFen: step.bonusFen,
          bonusExpiresAt: inDays(step.bonusDays),
          originStoreId: 'sto_a',
          tender: step.byCard ? 'rechargeCard' : 'cash',
          capFen: CAP_FEN,
        };
      case 'grant':
        return {
          ...base,
          type: 'grant',
          amountFen: step.amountFen,
          expiresAt: inDays(step.days),
          originStoreId: 'sto_b',
        };
      case 'redeem':
        return {
          ...base,
          type: 'redeem',
          sale: {
            listFen: step.half ? step.paidFen * 2 : step.paidFen,
            paidFen: step.paidFen,
            discountBp: step.half ? 5_000 : 10_000,
            pointsBp: step.pointsBp,
          },
          policy: step.policy,
          confirmDuplicate: step.confirm,
          ...(step.pinDaysBehind != null && {
            pin: {
              day: inDays(-step.pinDaysBehind).toISOString().slice(0, 10),
              limitFen: PIN_LIMIT_FEN,
            },
          }),
        };
      case 'hold':
        return {
          ...base,
          type: 'hold',
          sale: {
            listFen: step.paidFen,
            paidFen: step.paidFen,
            discountBp: 10_000,
            pointsBp: 10_000,
          },
          policy: step.policy,
          expiresAt:
            step.hours === null ? null : new Date(this.now.getTime() + step.hours * 3_600_000),
          ...(step.asks && step.hours !== null && { awaitsApproval: true }),
        };
      case 'capture': {
        const hold = this.at(this.wallet.holds, step.pick);
        if (!hold) return null;
        const heldFen = hold.takes.reduce((all, take) => all + take.amountFen, 0);
        const paidFen = Math.max(1, Math.floor((heldFen * step.share) / 100));
        const asked = this.entries.find(({ _id }) => _id === hold.id)?.awaitsApproval;
        return {
          ...base,
          claims: [...base.claims, releaseClaim(hold.id)],
          type: 'capture',
          ...(asked && { isApproval: true }),
          holdId: hold.id,
          sale: { ...this.termsOf(hold.id), listFen: paidFen, paidFen },
        };
      }
      case 'release': {
        const hold = this.at(this.wallet.holds, step.pick);
        if (!hold) return null;
        return {
          ...base,
          claims: [...base.claims, releaseClaim(hold.id)],
          type: 'release',
          holdId: hold.id,
        };
      }
      case 'lapse': {
        const hold = this.at(this.wallet.holds, step.pick);
        if (!hold) return null;
        const claims: Command['claims'] = [releaseClaim(hold.id)];
        const by = { fingerprint: '', storeId: null, staffId: null };
        return { ...base, ...by, claims, type: 'lapse', holdId: hold.id };
      }
      case 'refundHold': {
        const recharges = this.entries.filter(({ type }) => type === 'recharge');
        const recharge = this.at(recharges, step.pick);
        if (!recharge) return null;
        const story = storyIn(this.wallet, this.entries, recharge, this.now);
        return refundHoldOf(base, story, step);
      }
      case 'refund':
        return refundOf(base, this.wallet, step.pick);
      case 'reverse': {
        const sales = this.entries.filter(({ type }) => type === 'redeem' || type === 'capture');
        const original = this.at(sales, step.pick);
        if (!original) return null;
        const before = this.reversalsOf(original);
        return {
          ...base,
          claims: [...base.claims, reversalClaim(original._id, before.length + 1)],
          type: 'reverse',
          original: reversibleOf(original, before),
          amountFen: step.amountFen,
        };
      }
      case 'expire': {
        const lot = this.at(this.wallet.lots, step.pick);
        return lot
          ? { ...base, claims: [expireClaim(lot.id)], type: 'expire', lotId: lot.id }
          : null;
      }
      case 'freeze': {
        // Staff freeze over a member's own freeze, and over nothing else.
        if (!step.over) return { ...base, staffId: null, type: 'freeze', over: null };
        const before = this.freezeInForce();
        if (before?.staffId !== null) return null;
        const claims: Claims = [...base.claims, freezeEndClaim(before._id)];
        return { ...base, claims, type: 'freeze', over: before._id };
      }
      case 'unfreeze': {
        const freezeId = this.freezeInForce()?._id;
        if (!freezeId) return null;
        const claims: Claims = [...base.claims, freezeEndClaim(freezeId)];
        return { ...base, claims, type: 'unfreeze', freezeId };
      }
      case 'correct':
        return {
          ...base,
          type: 'correct',
          correction: { kind: step.kind, delta: step.delta },
          originStoreId: 'sto_b',
          expiresAt: inDays(step.days),
          capFen: CAP_FEN,
        };
      case 'exchange':
        return {
          ...base,
          storeId: null,
          staffId: null,
          type: 'exchange',
          optionId: 'exo_a',
          points: step.points,
          bonusFen: step.bonusFen,
          expiresAt: inDays(step.days),
          originStoreId: 'sto_b',
        };
    }
  }

  /** What a hold was sold on; of a refund's hold, which cannot be captured, whatever. */
  private termsOf(holdId: string): Omit<Sale, 'listFen' | 'paidFen'> {
    const sale = this.entries.find(({ _id }) => _id === holdId)?.sale;
    return sale ?? { discountBp: 10_000, pointsBp: 10_000, policy: 'bonusFirst' };
  }

  /** The last freeze, where nothing has ended it. */
  private freezeInForce(): Entry | undefined {
    const last = this.entries.findLast(({ type }) => type === 'freeze' || type === 'unfreeze');
    return last?.type === 'freeze' ? last : undefined;
  }

  reversalsOf(original: Entry): Entry[] {
    return this.entries.filter((e) => e.type === 'reverse' && e.refersTo === original._id);
  }

  /** Decides a step and takes what it appends. Answers the new entries, or the refusal's code. */
  play(step: Step): Entry[] | string | null {
    const command = this.commandOf(step);
    if (!command) return null;
    const decision = decide(this.wallet, command, this.nextId(), () => this.nextId());
    if (!decision.accepted) return decision.refusal.code;
    const appended = [...decision.releases, decision.entry];
    this.entries.push(...appended);
    this.wallet = decision.wallet;
    return appended;
  }
}
