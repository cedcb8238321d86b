import type { Entry } from '@merchant-coin/bff/modules/coins/ledger/entry';
import type { Wallet } from '@merchant-coin/bff/modules/coins/ledger/wallet';
import { CardTimeline, isSame } from './card-timeline';
import { changeFenOf, fulfils } from './expectations';
import {
  type Acknowledged,
  type Attempt,
  type CardAsk,
  type History,
  isAcknowledged,
  isOfCard,
} from './history';
import { type Facts, takingIn } from './operations/kind';
import { type Batch, type Paper, Papers } from './papers';
import { RefusalJudge } from './refusals';

/** What must not be: an acknowledged effect that is gone, an effect that is there twice, anything else. */
export interface Finding {
  kind: 'lost' | 'doubled' | 'wrong';
  text: string;
}

export interface Verdict {
  /** Operations (request keys) that were acknowledged. */
  acknowledged: number;
  /** Operations that were never answered with certainty: they may have happened once, or not. */
  unknown: number;
  findings: Finding[];
}

/** The state at the end, read at majority. */
export interface FinalState {
  entries: readonly Entry[];
  /** Snapshots, which may lag. */
  wallets: readonly Wallet[];
  /** Keys of the orders that were paid inside a transaction. */
  orders: readonly string[];
  /** Batches of recharge cards, and the cards. */
  batches: readonly Batch[];
  papers: readonly Paper[];
  /** What the proof says: it decides every entry again. Null where nothing is wrong. */
  proof: string | null;
}

/**
 * Replays what was asked and answered against the entries that are there and against the pure model. Errors
 * count as unknown: such an operation may have happened once or not at all.
 */
export function check(history: History, state: FinalState): Verdict {
  return new Checker(history, state).verdict();
}

const REQUEST = 'req:';
const ENDS_OF_HOLDS: readonly Entry['type'][] = ['capture', 'refund', 'release'];

function groupBy<T>(items: readonly T[], keyOf: (item: T) => string): Map<string, T[]> {
  const groups = new Map<string, T[]>();
  for (const item of items) {
    const group = groups.get(keyOf(item));
    if (group) group.push(item);
    else groups.set(keyOf(item), [item]);
  }
  return groups;
}

const keyOfEntry = (entry: Entry): string =>
  entry.claims.find((claim) => claim.startsWith(REQUEST))?.slice(REQUEST.length) ?? '';

class Checker {
  private readonly findings: Finding[] = [];
  private readonly attempts: readonly Attempt<CardAsk>[];
  private readonly byKey: Map<string, Attempt<CardAsk>[]>;
  private readonly madeBy: Map<string, Entry[]>;
  private readonly cards = new Map<string, CardTimeline>();
  private readonly papers: Papers;
  private readonly facts: Facts;
  private readonly judge: RefusalJudge;

  constructor(
    private readonly history: History,
    private readonly state: FinalState,
  ) {
    this.attempts = history.attempts.filter(isOfCard);
    this.byKey = groupBy(this.attempts, ({ key }) => key);
    this.madeBy = groupBy(state.entries, keyOfEntry);
    const papers = new Papers(history.attempts, state.batches, state.papers);
    this.papers = papers;
    const { cards } = this;
    this.facts = {
      history,
      takingOf: (cardId, id) => takingIn(cards.get(cardId)?.entries ?? state.entries, id),
      rechargeCardIdOf: (number) => papers.idOf(number),
    };
    const madeBy = (key: string) => {
      const entry = this.madeBy.get(key)?.[0];
      return entry ? { entry, fromMs: this.spanOf(entry).fromMs } : null;
    };
    this.judge = new RefusalJudge({ history, cards, papers, madeBy });
  }

  verdict(): Verdict {
    this.foldCards();
    this.checkClaims();
    this.checkEnds();
    for (const entry of this.state.entries) this.checkOrigin(entry);
    for (const [key, attempts] of this.byKey) this.checkOperation(key, attempts);
    this.papers.check(this.state.entries, (kind, text) => this.find(kind, text));
    for (const wallet of this.state.wallets) this.checkSnapshot(wallet);
    this.checkOrders();
    if (this.state.proof !== null) this.find('wrong', `the proof breaks: ${this.state.proof}`);
    const operations = [...groupBy(this.history.attempts, ({ key }) => key)];
    for (const [key, attempts] of operations) this.checkAnswers(key, attempts);
    return this.countOf(operations.map(([, attempts]) => attempts));
  }

  private countOf(operations: readonly Attempt[][]): Verdict {
    const acknowledged = operations.filter((all) => all.some((a) => isAcknowledged(a.answer)));
    const unknown = operations.filter((all) => all.every((a) => a.answer.kind === 'unknown'));
    return {
      acknowledged: acknowledged.length,
      unknown: unknown.length,
      findings: this.findings,
    };
  }

  private fulfils(attempt: Attempt<CardAsk>, entry: Entry): boolean {
    return fulfils(attempt, entry, this.facts);
  }

  private find(kind: Finding['kind'], text: string): void {
    this.findings.push({ kind, text });
  }

  // ---- the ledger by itself --------------------------------------------------------------------------

  private foldCards(): void {
    const entries = [...this.state.entries].sort((a, b) => a.seq - b.seq);
    const asked = this.attempts.map(({ ask }) => ask.cardId);
    const byCard = groupBy(entries, ({ cardId }) => cardId);
    for (const cardId of new Set([...asked, ...byCard.keys()])) {
      const own = byCard.get(cardId) ?? [];
      const spanOf = (entry: Entry) => this.spanOf(entry);
      const card = new CardTimeline(this.history.merchantId, cardId, own, spanOf);
      this.cards.set(cardId, card);
      for (const { text, doubled } of card.problems) this.find(doubled ? 'doubled' : 'wrong', text);
      if (card.isWhole) this.checkSums(card);
    }
  }

  /** An entry was committed after its first request was sent and before its first answer came. */
  private spanOf(entry: Entry) {
    const attempts = this.byKey.get(keyOfEntry(entry)) ?? [];
    const answered = attempts.filter(
      ({ answer }) => isAcknowledged(answer) && (answer.entryId ?? entry._id) === entry._id,
    );
    const starts = attempts.map(({ startMs }) => startMs);
    return {
      fromMs: starts.length > 0 ? Math.min(...starts) : -Infinity,
      toMs: Math.min(Infinity, ...answered.map(({ endMs }) => endMs)),
    };
  }

  /** Coins are conserved: what lies on a card is what the requests put there less what they took. */
  private checkSums(card: CardTimeline): void {
    let expectedFen = 0;
    for (const [index, entry] of card.entries.entries()) {
      const wallet = card.states[index + 1];
      const attempts = this.byKey.get(keyOfEntry(entry)) ?? [];
      const asked = attempts.find((attempt) => this.fulfils(attempt, entry));
      expectedFen += asked ? changeFenOf(asked, entry, this.facts) : 0;
      const inLots = wallet?.lots.reduce((sum, lot) => sum + lot.remainingFen, 0) ?? 0;
      const foundFen = inLots + entry.after.heldFen;
      if (foundFen === expectedFen) continue;
      this.find('wrong', `${card.cardId} holds ${foundFen} after ${entry.seq}, not ${expectedFen}`);
      return;
    }
  }

  /** A hold is captured, paid out or released once. */
  private checkEnds(): void {
    const ends = this.state.entries.filter(({ type }) => ENDS_OF_HOLDS.includes(type));
    for (const [holdId, all] of groupBy(ends, ({ refersTo }) => refersTo ?? '')) {
      if (all.length > 1) this.find('doubled', `hold ${holdId} was ended ${all.length} times`);
    }
  }

  private checkClaims(): void {
    const seen = new Map<string, string>();
    for (const { _id, claims } of this.state.entries) {
      for (const claim of claims) {
        const before = seen.get(claim);
        if (before) this.find('doubled', `${claim} is claimed by ${before} and by ${_id}`);
        seen.set(claim, _id);
      }
    }
  }

  /** Nobody's coins move unasked, but for holds that have run out. */
  private checkOrigin(entry: Entry): void {
    const attempts = this.byKey.get(keyOfEntry(entry)) ?? [];
    if (attempts.some((attempt) => this.fulfils(attempt, entry))) return;
    if (attempts.length === 0 && this.isDueRelease(entry)) return;
    const why = attempts.length > 0 ? 'is not what was asked for' : 'was asked for by nobody';
    this.find('wrong', `${entry.type} ${entry._id} of ${entry.cardId} ${why}`);
  }

  private isDueRelease(entry: Entry): boolean {
    if (entry.type !== 'release') return false;
    const held = this.cards.get(entry.cardId)?.entries.find(({ _id }) => _id === entry.refersTo);
    const expiresAt = held?.holdExpiresAt;
    return held?.type === 'hold' && expiresAt != null && expiresAt <= entry.at;
  }

  private checkSnapshot(wallet: Wallet): void {
    const folded = this.cards.get(wallet.cardId)?.states[wallet.version];
    if (folded && isSame(folded, wallet)) return;
    if (this.cards.get(wallet.cardId)?.isWhole === false) return;
    this.find('wrong', `the snapshot of ${wallet.cardId} at ${wallet.version} is not the fold`);
  }

  /** A transaction leaves its order and its entry, or neither. */
  private checkOrders(): void {
    const paying = this.attempts.filter(({ ask }) => ask.do === 'pay');
    const ordered = new Set(this.state.orders);
    for (const key of new Set(paying.map((attempt) => attempt.key))) {
      if (ordered.has(key) === this.madeBy.has(key)) continue;
      const half = ordered.has(key) ? 'an order without an entry' : 'an entry without an order';
      this.find('wrong', `pay ${key} left ${half}`);
    }
  }

  // ---- answers ---------------------------------------------------------------------------------------

  /** The same key has the same answer for ever. */
  private checkAnswers(key: string, attempts: readonly Attempt[]): void {
    const [first, ...others] = attempts.map(({ answer }) => answer).filter(isAcknowledged);
    if (others.every((answer) => isSame(answer, first))) return;
    this.find('wrong', `${key} was answered differently again`);
  }

  private checkOperation(key: string, attempts: readonly Attempt<CardAsk>[]): void {
    const entries = this.madeBy.get(key) ?? [];
    if (entries.length > 1) this.find('doubled', `${key} made ${entries.length} entries`);
    const acknowledged = attempts.filter(({ answer }) => isAcknowledged(answer));
    for (const attempt of acknowledged) this.checkAcknowledged(attempt, entries);
    if (entries.length > 0 && attempts.every(({ answer }) => answer.kind === 'refused')) {
      this.find('wrong', `${key} was refused and done all the same`);
    }
    for (const attempt of attempts) this.checkRefused(attempt, entries);
  }

  private checkAcknowledged(attempt: Attempt<CardAsk>, entries: readonly Entry[]): void {
    const { key, ask } = attempt;
    const { entryId, seq, balance: told, points: toldPoints } = attempt.answer as Acknowledged;
    const entry = entries.find(({ _id }) => entryId === null || _id === entryId);
    if (!entry) {
      this.find('lost', `${ask.do} ${key} was acknowledged, and its entry is not there`);
      return;
    }
    const { points, ...balance } = entry.after;
    const isTrue =
      (seq === null || seq === entry.seq) &&
      (told === null || isSame(told, balance)) &&
      (toldPoints === null || toldPoints === points);
    if (!isTrue || !this.fulfils(attempt, entry)) {
      this.find('wrong', `${ask.do} ${key} was answered otherwise than entry ${entry._id} says`);
    }
  }

  private checkRefused(attempt: Attempt<CardAsk>, entries: readonly Entry[]): void {
    const { key, ask, startMs, answer } = attempt;
    if (answer.kind !== 'refused') return;
    const isDone = entries.some(
      (entry) => this.fulfils(attempt, entry) && this.spanOf(entry).toMs < startMs,
    );
    if (isDone)
      this.find('wrong', `${ask.do} ${key} was refused (${answer.code}) after it was done`);
    const card = this.cards.get(ask.cardId);
    if (!card?.isWhole || this.judge.isJustified(attempt, card)) return;
    const details = JSON.stringify(answer.details);
    this.find('wrong', `${ask.do} ${key} was refused without cause: ${answer.code} ${details}`);
  }
}
