import type { AppError } from '../../../bff/src/http/app-error';
import { decide } from '../../../bff/src/modules/coins/ledger/decide';
import type { Entry } from '../../../bff/src/modules/coins/ledger/entry';
import { applyEntry, emptyWallet, type Wallet } from '../../../bff/src/modules/coins/ledger/wallet';
import type { Stored } from './fake-store';
import type { Call, Run } from './simulation';
import { firstBreak } from './verify-kit';

const DEADLINE_MS = 5_000;
/** A round that is under way at the deadline, and the round after it. */
const LATEST_MS = DEADLINE_MS + 500;

/** What is wrong with a finished run; empty where every promise was kept. */
export async function problemsOf(run: Run): Promise<string[]> {
  const judge = new Judge(run);
  return [
    ...(await judge.chains()),
    ...judge.effects(),
    ...judge.told(),
    ...run.calls.flatMap((call) => {
      const problem = judge.answer(call);
      return problem === null ? [] : [`${call.command.type} ${call.command.claims[0]}: ${problem}`];
    }),
  ];
}

const claimsIn = ({ merchantId, claims }: Pick<Entry, 'merchantId' | 'claims'>) =>
  claims.map((claim) => `${merchantId} ${claim}`);

class Judge {
  private readonly visible: Stored[];
  private readonly cards = new Map<string, Stored[]>();
  private readonly holders = new Map<string, Stored>();
  /** Without whole chains there are no states to judge refusals by. */
  private areChainsWhole = false;

  constructor(private readonly run: Run) {
    this.visible = run.store.visible;
    for (const stored of this.visible) {
      const { cardId } = stored.entry;
      this.cards.set(cardId, [...(this.cards.get(cardId) ?? []), stored]);
      for (const claim of claimsIn(stored.entry)) this.holders.set(claim, stored);
    }
    for (const card of this.cards.values()) card.sort((a, b) => a.entry.seq - b.entry.seq);
  }

  /** Each card's entries are a ledger that the proof accepts. */
  async chains(): Promise<string[]> {
    const breaks = await Promise.all(
      [...this.cards.values()].map((card) => firstBreak(card.map(({ entry }) => entry))),
    );
    this.areChainsWhole = breaks.every((broken) => broken === null);
    return breaks.flatMap((broken) => (broken ? [`${broken.cardId}: ${broken.problem}`] : []));
  }

  /** Each claim, and so each request key, has one effect. */
  effects(): string[] {
    const all = this.visible.flatMap(({ entry }) => claimsIn(entry));
    return all.filter((claim, index) => all.indexOf(claim) !== index).map((c) => `${c} twice`);
  }

  /** Nothing is told before, or without, its commit. */
  told(): string[] {
    const ids = new Set(this.visible.map(({ entry }) => entry._id));
    return this.run.told.filter((id) => !ids.has(id)).map((id) => `told of ${id}`);
  }

  answer(call: Call): string | null {
    const { outcome, calledMs, answeredMs } = call;
    if (!outcome) return 'pending for ever';
    const tookMs = answeredMs - calledMs;
    if (tookMs > LATEST_MS) return `answered after ${tookMs} ms`;
    if ('broken' in outcome) return String(outcome.broken);
    if ('entry' in outcome) return this.acceptance(call, outcome);
    if (outcome.error.code !== 'unavailable') return this.refusal(call, outcome.error);
    if (tookMs < DEADLINE_MS) return `503 after ${tookMs} ms`;
    const isThere = this.visible.some(({ entry }) => entry._id === call.entryId);
    return isThere && outcome.error.details?.['outcome'] === 'notDone'
      ? '503 notDone, but done'
      : null;
  }

  private acceptance(call: Call, { entry, replayed }: { entry: Entry; replayed: boolean }) {
    const stored = this.visible.find((one) => one.entry.hash === entry.hash);
    if (!stored || (stored.visibleAt ?? 0) > call.answeredAt) return `${entry._id} is not there`;
    const { claims, fingerprint } = call.command;
    if (!entry.claims.includes(claims[0])) return `answered with ${entry._id} of another request`;
    if (entry.fingerprint !== fingerprint) return 'answered though its content is another';
    return replayed || entry._id === call.entryId ? null : `not replayed, but under ${entry._id}`;
  }

  /** Some state between call and answer must justify it, and no claim may speak against it. */
  private refusal(call: Call, { code, details = {} }: AppError) {
    const { command, calledAt, answeredAt } = call;
    const [own, ...others] = claimsIn({ ...command, claims: [...command.claims] }).map((claim) =>
      this.holders.get(claim),
    );
    const since = (stored: Stored | undefined) => stored?.visibleAt ?? Number.POSITIVE_INFINITY;
    const isOther = own && own.entry.fingerprint !== command.fingerprint;
    if (code === 'idempotencyMismatch') {
      return isOther && since(own) < answeredAt ? null : 'no other content had its key';
    }
    if (since(own) < calledAt) return `refused ${code} though its key had its effect`;
    const foreign = Math.min(...others.map(since));
    const isOfClaims =
      code === 'payCodeUsed' ||
      code === 'rechargeCardInvalid' ||
      ('reason' in details && details.reason === 'doneMeanwhile');
    if (isOfClaims)
      return foreign < answeredAt ? null : `refused ${code}, but nobody had claimed it`;
    // An ended hold says so by its claim as well as by its state.
    const isEnded = 'reason' in details && details.reason === 'holdEnded';
    if (isEnded && foreign < answeredAt) return null;
    if (foreign < calledAt) return `refused ${code} though its claim was taken`;
    if (!this.areChainsWhole) return null;
    // Once a claim is held, the command is answered by it, and the state does not matter.
    const until = Math.min(answeredAt, since(own), foreign);
    const isJustified = this.statesBetween(call, until).some((wallet) => {
      const decision = decide(wallet, command, 'ent_x', () => 'ent_y');
      return !decision.accepted && isSame(decision.refusal, { code, details });
    });
    return isJustified ? null : `refused ${code} ${JSON.stringify(details)} on no state there was`;
  }

  /** The card's states that a majority had at some moment after the call and before another. */
  private statesBetween({ command, calledAt }: Call, before: number): Wallet[] {
    const card = this.cards.get(command.cardId) ?? [];
    let wallet = emptyWallet(command.merchantId, command.cardId);
    const states: Wallet[] = [];
    for (const [index, stored] of card.entries()) {
      if (index === 0 && (stored.visibleAt ?? 0) > calledAt) states.push(wallet);
      wallet = applyEntry(wallet, stored.entry);
      const until = card[index + 1]?.visibleAt ?? Number.POSITIVE_INFINITY;
      if ((stored.visibleAt ?? 0) < before && until > calledAt) states.push(wallet);
    }
    return card.length === 0 ? [wallet] : states;
  }
}

const isSame = (a: object, b: object) => JSON.stringify(a) === JSON.stringify(b);
