import type { Claims, Command } from '@merchant-coin/bff/modules/coins/ledger/commands';
import { decide } from '@merchant-coin/bff/modules/coins/ledger/decide';
import type { Entry } from '@merchant-coin/bff/modules/coins/ledger/entry';
import { emptyWallet, type Wallet } from '@merchant-coin/bff/modules/coins/ledger/wallet';
import { check, type FinalState } from './checker';
import type { Answer, Ask, Attempt, CardAsk, History } from './history';
import { kindOf } from './operations';
import { takingIn } from './operations/kind';

export const CARD = 'crd_a';
const NOW_MS = Date.parse('2026-01-01T00:00:15Z');
export const STEP = Math.floor(NOW_MS / 30_000);

/** A shop with one card, one till and one request after the other, a second each: what the checker is tried on. */
export class Shop {
  readonly history: History = {
    merchantId: 'mer_a',
    storeId: 'sto_a',
    discountBp: 10_000,
    capFen: 100_000,
    exchange: { id: 'exo_a', points: 1, bonusFen: 1, endOf: (now) => now },
    attempts: [],
    clockChanges: [],
  };
  entries: Entry[] = [];
  wallet: Wallet = emptyWallet('mer_a', CARD);
  private seconds = 0;

  /** What the product would do; answers the acknowledgement. */
  does(key: string, ask: CardAsk, more: readonly string[] = []): Answer {
    const command = this.commandOf(key, ask, more);
    const decision = decide(this.wallet, command, `ent_${key}`, () => 'ent_x');
    if (!decision.accepted) throw new Error(decision.refusal.code);
    const { entry } = decision;
    this.entries.push(entry);
    ({ wallet: this.wallet } = decision);
    return acknowledgedBy(entry);
  }

  /** What a till saw. */
  sees(key: string, ask: Ask, answer: Answer): Attempt {
    this.seconds += 1;
    const startMs = this.seconds * 1_000;
    const span = { startMs, endMs: startMs + 500 };
    const attempt = { key, ask, staffId: 'stf_a', nowMs: NOW_MS, bff: 0, ...span, answer };
    this.history.attempts.push(attempt);
    return attempt;
  }

  /** Done and acknowledged. */
  sale(key: string, ask: CardAsk, more: readonly string[] = []): Answer {
    const answer = this.does(key, ask, more);
    this.sees(key, ask, answer);
    return answer;
  }

  verdict(state: Partial<FinalState> = {}) {
    const { findings, ...counts } = check(this.history, {
      entries: this.entries,
      wallets: [this.wallet],
      orders: [],
      batches: [],
      papers: [],
      proof: null,
      ...state,
    });
    return { ...counts, found: findings.map(({ kind, text }) => `${kind}: ${text}`) };
  }

  private commandOf(key: string, ask: CardAsk, more: readonly string[]): Command {
    const { history, wallet, entries } = this;
    const now = new Date(NOW_MS);
    const kind = kindOf(ask);
    const terms = kind.terms(ask, { history, wallet, entries, now });
    if (!terms || 'refused' in terms) throw new Error(`this shop does not ${ask.do}`);
    const takingOf = (_cardId: string, id: string) => takingIn(entries, id);
    const rechargeCardIdOf = (number: string) => `rcd_${number}`;
    const { claims = [] } = kind.expected(ask, { history, takingOf, rechargeCardIdOf }, NOW_MS);
    const all: Claims = [`req:${key}`, ...claims, ...more];
    const who = { fingerprint: key, storeId: 'sto_a', staffId: 'stf_a' };
    return { merchantId: 'mer_a', cardId: CARD, now, claims: all, ...who, ...terms };
  }
}

/** As an endpoint answers that tells its entry. */
function acknowledgedBy({ _id: entryId, seq, after }: Entry): Answer {
  const { points, ...balance } = after;
  const shown = { balance, points, printed: null };
  return { kind: 'acknowledged', id: entryId, entryId, seq, ...shown };
}

let steps = STEP;

export const recharge = (amountFen: number): CardAsk => ({
  do: 'recharge',
  cardId: CARD,
  amountFen,
});

export const redeem = (listFen: number): CardAsk => ({
  do: 'redeem',
  cardId: CARD,
  listFen,
  step: (steps += 1),
  confirmDuplicate: true,
});

export const unknown: Answer = { kind: 'unknown', why: 'no answer' };

export const refused = (code: string, details: Record<string, unknown> = {}): Answer => ({
  kind: 'refused',
  code,
  details,
});
