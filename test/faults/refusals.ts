import type { Command } from '@merchant-coin/bff/modules/coins/ledger/commands';
import { reversibleOf } from '@merchant-coin/bff/modules/coins/ledger/commands';
import { decide } from '@merchant-coin/bff/modules/coins/ledger/decide';
import type { Entry } from '@merchant-coin/bff/modules/coins/ledger/entry';
import { PAY_CODE_STEP_SECONDS } from '@merchant-coin/shared';
import { type CardTimeline, isSame } from './card-timeline';
import { paidFenOf, takingIn } from './expectations';
import type { Attempt, History } from './history';

type Refused = Extract<Attempt['answer'], { kind: 'refused' }>;

const STEP_MS = PAY_CODE_STEP_SECONDS * 1_000;
/** A code is good from one step before the till's clock to two after it. */
const [OLDEST_STEP, NEWEST_STEP] = [-1, 2];
/** How long a message to a BFF may take. */
const MESSAGE_MS = 250;

const SALE = { discountBp: 10_000, pointsBp: 10_000 };
const POLICY = 'bonusFirst';

/** Judges refusals by the pure model: one stands where a state of its time calls for it. */
export class RefusalJudge {
  constructor(
    private readonly history: History,
    /** The entry that a key made, if any, with the earliest moment at which it may have stood. */
    private readonly madeBy: (key: string) => { entry: Entry; fromMs: number } | null,
  ) {}

  /** Whether the refusal was right at some moment between request and answer. */
  isJustified(attempt: Attempt, card: CardTimeline): boolean {
    const { code, details } = attempt.answer as Refused;
    switch (code) {
      case 'payCodeExpired':
        return this.offsetsIn(attempt).some((offsetMs) => isExpired(attempt, offsetMs));
      case 'payCodeUsed':
        return this.hasClaim(attempt, card, `code:${attempt.ask.cardId}:${stepOf(attempt)}`);
      case 'idempotencyMismatch': {
        const made = this.madeBy(attempt.key);
        return made !== null && made.fromMs <= attempt.endMs;
      }
      case 'conflict':
        if (details['reason'] === 'doneMeanwhile') return this.lostRace(attempt, card);
        return this.isDecided(attempt, card);
      default:
        return this.isDecided(attempt, card);
    }
  }

  /** By how much the BFF's clock may have been off during a request. */
  private offsetsIn({ bff, startMs, endMs }: Attempt): number[] {
    let offsetMs = 0;
    const offsets = [];
    for (const change of this.history.clockChanges) {
      if (change.bff !== bff || change.atMs > endMs) continue;
      if (change.atMs + MESSAGE_MS >= startMs) offsets.push(offsetMs);
      ({ offsetMs } = change);
    }
    return [...offsets, offsetMs];
  }

  private hasClaim({ key, startMs, endMs }: Attempt, card: CardTimeline, claim: string): boolean {
    const { last } = card.window({ fromMs: startMs, toMs: endMs });
    return card.entries.some(
      (entry) =>
        entry.seq <= last && entry.claims.includes(claim) && !entry.claims.includes(`req:${key}`),
    );
  }

  /** Another reversal, or end of the same hold, came first. */
  private lostRace(attempt: Attempt, card: CardTimeline): boolean {
    const { ask, startMs, endMs } = attempt;
    if ('holdId' in ask) return this.hasClaim(attempt, card, `release:${ask.holdId}`);
    if (ask.do !== 'reverse') return false;
    const taking = takingIn(card.entries, ask.redemptionId);
    const { first, last } = card.window({ fromMs: startMs, toMs: endMs });
    return card.entries.some(
      ({ seq, type, refersTo }) =>
        seq > first && seq <= last && type === 'reverse' && refersTo === taking?._id,
    );
  }

  /** Whether the model refuses so in one of the states of the time. */
  private isDecided(attempt: Attempt, card: CardTimeline): boolean {
    const { code, details } = attempt.answer as Refused;
    const { first, last } = card.window({ fromMs: attempt.startMs, toMs: attempt.endMs });
    for (let seq = first; seq <= last; seq += 1) {
      const wallet = card.states[seq];
      if (!wallet) continue;
      for (const offsetMs of this.offsetsIn(attempt)) {
        const command = this.commandOf(attempt, card, { seq, offsetMs });
        if (!command) continue;
        const decision = decide(wallet, command, 'ent_model', () => 'ent_release');
        if (decision.accepted || decision.refusal.code !== code) continue;
        const { secondsAgo: _model, ...expected } = decision.refusal.details;
        const { secondsAgo: _told, ...told } = details;
        if (isSame(expected, told)) return true;
      }
    }
    return false;
  }

  /** What the BFF must have put to the ledger; null where that state has nothing that it refers to. */
  private commandOf(
    attempt: Attempt,
    card: CardTimeline,
    { seq, offsetMs }: { seq: number; offsetMs: number },
  ): Command | null {
    const { ask, key, nowMs, staffId } = attempt;
    const { merchantId, storeId, capFen } = this.history;
    const base = {
      merchantId,
      cardId: ask.cardId,
      now: new Date(nowMs + offsetMs),
      claims: [`req:${key}`] as [string],
      fingerprint: '',
      storeId,
      staffId,
    };
    const saleOf = (fen: number) => ({ listFen: fen, paidFen: fen, ...SALE });
    switch (ask.do) {
      case 'recharge': {
        const { amountFen } = ask;
        const given = { amountFen, bonusFen: 0, bonusExpiresAt: null, tender: 'cash' };
        return { ...base, type: ask.do, ...given, originStoreId: storeId, capFen };
      }
      case 'redeem': {
        const sale = saleOf(paidFenOf(this.history, ask.listFen));
        const { confirmDuplicate } = ask;
        return { ...base, type: ask.do, sale, policy: POLICY, confirmDuplicate };
      }
      case 'pay': {
        const sale = saleOf(ask.amountFen);
        return { ...base, type: 'redeem', sale, policy: POLICY, confirmDuplicate: true };
      }
      case 'hold': {
        const sale = saleOf(paidFenOf(this.history, ask.listFen));
        const expiresAt = new Date(base.now.getTime() + ask.minutes * 60_000);
        return { ...base, type: ask.do, sale, policy: POLICY, expiresAt };
      }
      case 'capture': {
        const sale = { ...saleOf(paidFenOf(this.history, ask.listFen)), policy: POLICY } as const;
        return { ...base, type: ask.do, holdId: ask.holdId, sale };
      }
      case 'release':
        return { ...base, type: ask.do, holdId: ask.holdId };
      case 'reverse': {
        const before = card.entries.slice(0, seq);
        const sale = takingIn(before, ask.redemptionId);
        if (!sale) return null;
        const reversals = before.filter(
          ({ type, refersTo }) => type === 'reverse' && refersTo === sale._id,
        );
        const original = reversibleOf(sale, reversals);
        return { ...base, type: ask.do, original, amountFen: ask.amountFen };
      }
      case 'grant':
        // Never refused.
        return null;
    }
  }
}

const stepOf = ({ ask }: Attempt): number => ('step' in ask ? ask.step : -1);

/** Whether a code was too old by a clock that is so much off. */
function isExpired(attempt: Attempt, offsetMs: number): boolean {
  const ahead = stepOf(attempt) - Math.floor((attempt.nowMs + offsetMs) / STEP_MS);
  return ahead < OLDEST_STEP || ahead > NEWEST_STEP;
}
