import { rechargeCardClaim, requestClaim } from '@merchant-coin/bff/modules/coins/ledger/commands';
import type { Entry } from '@merchant-coin/bff/modules/coins/ledger/entry';
import { isSame } from './card-timeline';
import type { Finding } from './checker';
import { type Acknowledged, type Attempt, isAcknowledged, type PaperAsk } from './history';

/** What is read of a batch's document. */
export interface Batch {
  _id: string;
  merchantId: string;
  amountFen: number;
  count: number;
}

/** What is read of a recharge card's document. */
export interface Paper {
  _id: string;
  merchantId: string;
  batchId: string;
  number: string;
  amountFen: number;
  status: string;
  sale: { staffId: string; requestKey: string; tender: string } | null;
  loaded: { entryId: string } | null;
}

type PaperAttempt = Attempt<PaperAsk>;
type Find = (kind: Finding['kind'], text: string) => void;
type OfKey = [key: string, attempts: readonly PaperAttempt[]];

const acknowledgedOf = (attempts: readonly PaperAttempt[]): Acknowledged | undefined =>
  attempts.map(({ answer }) => answer).find(isAcknowledged);

const earliest = (instants: readonly number[]) => Math.min(Infinity, ...instants);

/** Recharge cards as paper: batches that were printed and cards that were sold, by their documents. */
export class Papers {
  private readonly byNumber: Map<string, Paper>;
  private readonly attempts: PaperAttempt[];
  /** The number of the card that was to be loaded, by the request's key. */
  private readonly loads = new Map<string, string>();

  constructor(
    attempts: readonly Attempt[],
    private readonly batches: readonly Batch[],
    private readonly cards: readonly Paper[],
  ) {
    for (const { key, ask } of attempts) if (ask.do === 'load') this.loads.set(key, ask.number);
    this.byNumber = new Map(cards.map((card) => [card.number, card]));
    this.attempts = attempts.filter(
      (attempt): attempt is PaperAttempt => !('cardId' in attempt.ask),
    );
  }

  idOf(number: string): string | undefined {
    return this.byNumber.get(number)?._id;
  }

  claimOf(number: string): string {
    return rechargeCardClaim(this.idOf(number) ?? number);
  }

  /** From when on it was certainly sold. */
  soldByMs(number: string): number {
    const done = this.attempts.filter(
      ({ ask, answer }) => ask.do === 'sell' && ask.number === number && isAcknowledged(answer),
    );
    return earliest(done.map(({ endMs }) => endMs));
  }

  check(entries: readonly Entry[], find: Find): void {
    const byKey = new Map<string, PaperAttempt[]>();
    for (const attempt of this.attempts) {
      byKey.set(attempt.key, [...(byKey.get(attempt.key) ?? []), attempt]);
    }
    this.checkBatches([...byKey], find);
    for (const ofKey of byKey) this.checkSale(ofKey, find);
    for (const paper of this.cards) this.checkPaper(paper, byKey, find);
    this.checkLoads(entries, find);
    this.checkOnce(entries, find);
  }

  private checkBatches(operations: readonly OfKey[], find: Find): void {
    const prints = operations.filter(([, [first]]) => first?.ask.do === 'print');
    let open = 0;
    const known = new Set<string>();
    for (const [key, attempts] of prints) {
      const answer = acknowledgedOf(attempts);
      if (!answer) {
        open += 1;
        continue;
      }
      known.add(answer.id);
      const batch = this.batches.find(({ _id }) => _id === answer.id);
      if (!batch) {
        find('lost', `print ${key} was acknowledged, and its batch is not there`);
      } else if (!attempts.some(({ ask }) => this.isAsPrinted(ask, batch, answer))) {
        find('wrong', `print ${key} made a batch other than asked for and told`);
      }
    }
    const unknown = this.batches.filter(({ _id }) => !known.has(_id)).length;
    if (unknown > open) find('doubled', `${unknown} batches that at most ${open} requests made`);
  }

  private isAsPrinted(ask: PaperAsk, batch: Batch, { printed }: Acknowledged): boolean {
    if (ask.do !== 'print' || ask.amountFen !== batch.amountFen) return false;
    const cards = this.cards.filter(({ batchId }) => batchId === batch._id);
    const numbers = (list: readonly { number: string }[]) =>
      list.map(({ number }) => number).sort();
    return (
      [batch.count, cards.length].every((count) => count === ask.count) &&
      cards.every(({ amountFen }) => amountFen === ask.amountFen) &&
      isSame(numbers(cards), numbers(printed ?? []))
    );
  }

  private checkSale([key, attempts]: OfKey, find: Find): void {
    const sold = this.cards.filter(({ sale }) => sale?.requestKey === key);
    if (sold.length > 1) find('doubled', `sell ${key} sold ${sold.length} recharge cards`);
    const [first] = attempts;
    if (first?.ask.do !== 'sell') return;
    const answer = acknowledgedOf(attempts);
    if (answer && sold[0]?._id !== answer.id) {
      find('lost', `sell ${key} was acknowledged, and its card is not sold by it`);
    }
    for (const attempt of attempts) {
      if (!this.isRefusalRight(attempt, attempts)) {
        find('wrong', `sell ${key} was refused without cause: ${JSON.stringify(attempt.answer)}`);
      }
    }
  }

  /** A card can be sold unless another sale of it came first. */
  private isRefusalRight(
    { key, ask, answer, startMs, endMs }: PaperAttempt,
    ofKey: readonly PaperAttempt[],
  ): boolean {
    if (answer.kind !== 'refused' || ask.do !== 'sell') return true;
    const isDone = ofKey.some((one) => isAcknowledged(one.answer) && one.endMs < startMs);
    const { sale } = this.byNumber.get(ask.number) ?? {};
    if (isDone || !sale || sale.requestKey === key) return false;
    const rivals = this.attempts.filter((one) => one.key === sale.requestKey);
    const isSold = earliest(rivals.map((rival) => rival.startMs)) <= endMs;
    return answer.code === 'conflict' && answer.details['reason'] === 'alreadySold' && isSold;
  }

  private checkPaper(
    { number, sale }: Paper,
    byKey: ReadonlyMap<string, readonly PaperAttempt[]>,
    find: Find,
  ): void {
    if (!sale) return;
    const isAsked = (byKey.get(sale.requestKey) ?? []).some(
      ({ ask, staffId }) =>
        ask.do === 'sell' &&
        ask.number === number &&
        staffId === sale.staffId &&
        sale.tender === 'cash',
    );
    if (!isAsked) find('wrong', `recharge card ${number} was sold otherwise than asked`);
  }

  /** What lies on a member's card was sold before; the mark on the paper names the entry that it is of. */
  private checkLoads(entries: readonly Entry[], find: Find): void {
    const loaders = new Map<string, Entry>(
      entries.flatMap((entry) => entry.claims.map((claim) => [claim, entry] as const)),
    );
    for (const { _id, number, sale, amountFen, status, loaded } of this.cards) {
      const entry = loaders.get(rechargeCardClaim(_id));
      if (status === 'loaded' && loaded?.entryId !== entry?._id) {
        find('wrong', `recharge card ${number} is marked as loaded by ${loaded?.entryId}`);
      }
      const faceFen = entry?.gives.find(({ kind }) => kind === 'principal')?.amountFen;
      if (entry && (!sale || faceFen !== amountFen)) {
        find('wrong', `recharge card ${number} was loaded unsold, or with another sum`);
      }
    }
  }

  /** A code is loaded once, whether or not its entries claim so. */
  private checkOnce(entries: readonly Entry[], find: Find): void {
    const made = new Set(entries.flatMap(({ claims }) => claims));
    const times = new Map<string, number>();
    for (const [key, number] of this.loads) {
      if (made.has(requestClaim(key))) times.set(number, (times.get(number) ?? 0) + 1);
    }
    for (const [number, count] of times) {
      if (count > 1) find('doubled', `recharge card ${number} was loaded ${count} times`);
    }
  }
}
