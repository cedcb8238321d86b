import type { Claims, Command } from '@merchant-coin/bff/modules/coins/ledger/commands';
import { decide } from '@merchant-coin/bff/modules/coins/ledger/decide';
import type { Entry } from '@merchant-coin/bff/modules/coins/ledger/entry';
import { PAY_CODE_STEP_SECONDS } from '@merchant-coin/shared';
import { type CardTimeline, isSame } from './card-timeline';
import type { Attempt, CardAsk, History } from './history';
import { kindOf } from './operations';
import type { Refused } from './operations/kind';
import type { Papers } from './papers';

type CardAttempt = Attempt<CardAsk>;
type Refusal = Extract<Attempt['answer'], { kind: 'refused' }>;

const STEP_MS = PAY_CODE_STEP_SECONDS * 1_000;
/** A code is good from one step before the till's clock to two after it. */
const [OLDEST_STEP, NEWEST_STEP] = [-1, 2];
/** How long a message to a BFF may take. */
const MESSAGE_MS = 250;

/** What the judge may look up. */
interface Records {
  history: History;
  cards: ReadonlyMap<string, CardTimeline>;
  papers: Papers;
  /** The entry that a key made, if any, with the earliest moment at which it may have stood. */
  madeBy: (key: string) => { entry: Entry; fromMs: number } | null;
}

/** Judges refusals by the pure model: one stands where a state of its time calls for it. */
export class RefusalJudge {
  constructor(private readonly records: Records) {}

  /** Whether the refusal was right at some moment between request and answer. */
  isJustified(attempt: CardAttempt, card: CardTimeline): boolean {
    const { code, details } = attempt.answer as Refusal;
    switch (code) {
      case 'payCodeExpired':
        return this.offsetsIn(attempt).some((offsetMs) => isExpired(attempt, offsetMs));
      case 'payCodeUsed':
        return this.hasClaim(attempt, card, `code:${attempt.ask.cardId}:${stepOf(attempt)}`);
      case 'idempotencyMismatch': {
        const made = this.records.madeBy(attempt.key);
        return made !== null && made.fromMs <= attempt.endMs;
      }
      case 'rechargeCardInvalid':
        return this.cannotBeLoaded(attempt);
      case 'conflict':
        if (details['reason'] === 'doneMeanwhile') return this.lostRace(attempt, card);
        if (details['reason'] === 'alreadyLoaded') return this.isLoadedOn(attempt, card);
        return this.isDecided(attempt, card);
      default:
        return this.isDecided(attempt, card);
    }
  }

  /** By how much the BFF's clock may have been off during a request. */
  private offsetsIn({ bff, startMs, endMs }: CardAttempt): number[] {
    let offsetMs = 0;
    const offsets = [];
    for (const change of this.records.history.clockChanges) {
      if (change.bff !== bff || change.atMs > endMs) continue;
      if (change.atMs + MESSAGE_MS >= startMs) offsets.push(offsetMs);
      ({ offsetMs } = change);
    }
    return [...offsets, offsetMs];
  }

  private hasClaim(attempt: CardAttempt, card: CardTimeline, claim: string): boolean {
    const { key, startMs, endMs } = attempt;
    const { last } = card.window({ fromMs: startMs, toMs: endMs });
    return card.entries.some(
      (entry) =>
        entry.seq <= last && entry.claims.includes(claim) && !entry.claims.includes(`req:${key}`),
    );
  }

  /** Somebody else did it first: another reversal, another end of the same freeze, another refund. */
  private lostRace({ key, ask, startMs, endMs }: CardAttempt, card: CardTimeline): boolean {
    const prefix = kindOf(ask).rivalClaim?.(ask, card.entries) ?? null;
    if (prefix === null) return false;
    const { first, last } = card.window({ fromMs: startMs, toMs: endMs });
    return card.entries.some(
      ({ seq, claims }) =>
        seq > first &&
        seq <= last &&
        !claims.includes(`req:${key}`) &&
        claims.some((claim) => claim.startsWith(prefix)),
    );
  }

  // ---- recharge cards --------------------------------------------------------------------------------

  /** The recharge card was not sold yet, or lies on somebody else's card. */
  private cannotBeLoaded(attempt: CardAttempt): boolean {
    const { ask, startMs } = attempt;
    if (ask.do !== 'load') return false;
    if (this.records.papers.soldByMs(ask.number) >= startMs) return true;
    const claim = this.records.papers.claimOf(ask.number);
    const others = [...this.records.cards.values()].filter(({ cardId }) => cardId !== ask.cardId);
    return others.some((card) => this.hasClaim(attempt, card, claim));
  }

  private isLoadedOn(attempt: CardAttempt, card: CardTimeline): boolean {
    const { ask } = attempt;
    if (ask.do !== 'load') return false;
    const claim = this.records.papers.claimOf(ask.number);
    const loaded = card.entries.find(({ claims }) => claims.includes(claim));
    const { at } = (attempt.answer as Refusal).details;
    return loaded?.at.toISOString() === at && this.hasClaim(attempt, card, claim);
  }

  // ---- the model -------------------------------------------------------------------------------------

  /** Whether it is refused so on two states of the time: what the BFF saw first, and what it came to. */
  private isDecided(attempt: CardAttempt, card: CardTimeline): boolean {
    const { first, last } = card.window({ fromMs: attempt.startMs, toMs: attempt.endMs });
    for (let seen = first; seen <= last; seen += 1) {
      for (const offsetMs of this.offsetsIn(attempt)) {
        const command = this.commandOf(attempt, card, { seen, offsetMs });
        if (!command) continue;
        if ('refused' in command) {
          if (isTold(attempt, command.refused)) return true;
          continue;
        }
        for (let seq = seen; seq <= last; seq += 1) {
          const wallet = card.states[seq];
          const decision = wallet && decide(wallet, command, 'ent_model', () => 'ent_release');
          if (decision?.accepted === false && isTold(attempt, decision.refusal)) return true;
        }
      }
    }
    return false;
  }

  /** What the BFF must have put to the ledger after it saw a state; null where nothing can be said. */
  private commandOf(
    { ask, key, nowMs, staffId }: CardAttempt,
    card: CardTimeline,
    { seen, offsetMs }: { seen: number; offsetMs: number },
  ): Command | Refused | null {
    const { history } = this.records;
    const wallet = card.states[seen];
    if (!wallet) return null;
    const now = new Date(nowMs + offsetMs);
    const entries = card.entries.slice(0, seen);
    const terms = kindOf(ask).terms(ask, { history, wallet, entries, now });
    if (!terms || 'refused' in terms) return terms;
    const { merchantId, storeId } = history;
    const claims: Claims = [`req:${key}`];
    const common = { merchantId, cardId: ask.cardId, now, claims, fingerprint: '', storeId };
    return { ...common, staffId, ...terms };
  }
}

/** Whether an attempt was refused with exactly this. */
function isTold({ answer }: Attempt, expected: { code: string; details: Refusal['details'] }) {
  const { code, details } = answer as Refusal;
  // How long ago a like redemption was depends on the moment.
  const { secondsAgo: _model, ...wanted } = expected.details;
  const { secondsAgo: _told, ...told } = details;
  return expected.code === code && isSame(wanted, told);
}

const stepOf = ({ ask }: Attempt): number => ('step' in ask ? ask.step : -1);

/** Whether a code was too old by a clock that is so much off. */
function isExpired(attempt: Attempt, offsetMs: number): boolean {
  const ahead = stepOf(attempt) - Math.floor((attempt.nowMs + offsetMs) / STEP_MS);
  return ahead < OLDEST_STEP || ahead > NEWEST_STEP;
}
