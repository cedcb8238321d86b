import { pick } from '#config/seed/random';
import {
  type CorrectionKind,
  type PrintedRechargeCard,
  type RefundView,
  SHORTEST_HOLD_MINUTES,
} from '@merchant-coin/shared';
import type { Answer, Ask, AskOf, CardAsk } from './history';
import type { Stage } from './stage';

const STEP_MS = 30_000;
/** Reversals, captures and refunds choose among so many of the latest. */
const REMEMBERED = 200;
const REFUNDABLE = 8;
/** So many recharge cards are printed at once, before the last ones are sold. */
const PRINTED = 20;
const FEW_LEFT = 4;

interface Terms {
  random: () => number;
  firstStep: number;
  mostFen: number;
}

/** What was acknowledged and may be referred to: of so much, before discount. */
interface Remembered {
  cardId: string;
  id: string;
  fen: number;
}

/** Thinks of what to ask for next, from what came of it so far. */
export class OrderBook {
  /** The next unused pay code step of each card. */
  private readonly steps = new Map<string, number>();
  private readonly sales: Remembered[] = [];
  private readonly holds: Remembered[] = [];
  private readonly recharges: Remembered[] = [];
  private readonly refunds: Remembered[] = [];
  private readonly unsold: PrintedRechargeCard[] = [];
  private readonly sold: PrintedRechargeCard[] = [];
  /** Of all recharge cards of a run. */
  private readonly faceFen: number;
  private lastRedeem: AskOf<'redeem'> | null = null;
  /** What follows from an answer: comes before anything new. */
  private readonly due: Ask[] = [];

  /** How often each is thought of; one that has nothing to refer to becomes a redemption. */
  private readonly shares: readonly [share: number, think: (cardId: string) => Ask | null][] = [
    [0.19, (cardId) => ({ do: 'recharge', cardId, amountFen: this.sum() })],
    [0.03, (cardId) => this.grant(cardId)],
    [0.04, (cardId) => ({ do: 'pay', cardId, amountFen: this.sum() })],
    [0.07, () => this.reversal()],
    [0.05, (cardId) => this.hold(cardId)],
    [0.05, () => this.endOfHold()],
    // Somebody shows the same code at two tills.
    [0.02, () => this.lastRedeem && { ...this.lastRedeem, listFen: this.sum() }],
    [0.015, (cardId) => ({ do: 'freeze', cardId, by: this.chance(0.5) ? 'member' : 'staff' })],
    [0.03, (cardId) => this.correction(cardId)],
    [0.03, (cardId) => ({ do: 'exchange', cardId, times: 1 + this.below(3) })],
    [0.03, () => this.refund()],
    [0.02, () => this.endOfRefund()],
    [0.02, () => this.sale()],
  ];

  constructor(
    private readonly stage: Stage,
    private readonly terms: Terms,
  ) {
    this.faceFen = this.sum();
  }

  /** The card's present step: later requests carry later clocks. */
  stepOf(cardId: string): number {
    return this.steps.get(cardId) ?? this.terms.firstStep;
  }

  next(): Ask {
    const due = this.chance(0.6) ? this.due.shift() : undefined;
    if (due) return due;
    const { cardId } = pick(this.terms.random, this.stage.cards);
    let dice = this.terms.random();
    for (const [share, think] of this.shares) {
      dice -= share;
      if (dice < 0) return think(cardId) ?? this.redeem(cardId);
    }
    return this.redeem(cardId);
  }

  /** Takes note of what came of an operation; null where its outcome stays unknown. */
  note(ask: Ask, answer: Answer | null): void {
    if (answer?.kind === 'acknowledged') this.noteDone(ask, answer.id);
    if (answer?.kind === 'acknowledged') this.unsold.push(...(answer.printed ?? []));
    // A freeze that may stand has an end, whatever was heard of it or of its end.
    if (ask.do === 'freeze' && answer?.kind !== 'refused') {
      const { cardId } = ask;
      if (answer) this.due.push(this.redeem(cardId));
      this.due.push({ do: 'unfreeze', cardId, by: this.chance(0.3) ? 'member' : 'staff' });
    }
    if (ask.do === 'unfreeze' && answer?.kind !== 'acknowledged') {
      const isOver = answer?.kind === 'refused' && answer.details['reason'] === 'notFrozen';
      if (!isOver) this.due.push({ ...ask, by: 'staff' });
    }
    if (ask.do === 'openRefund') this.noteRefund(ask, answer);
  }

  private noteDone(ask: Ask, id: string): void {
    if (ask.do === 'sell') this.noteSold(ask.number);
    if (!('cardId' in ask)) return;
    const { cardId } = ask;
    const note = (list: Remembered[], fen: number) => {
      list.push({ cardId, id, fen });
      if (list.length > REMEMBERED) list.shift();
    };
    if (ask.do === 'recharge') {
      note(this.recharges, ask.amountFen);
      // The clerk sees at once that it was a mistake.
      if (this.chance(0.15)) this.due.push(refundOf({ cardId, id, fen: ask.amountFen }, 'full'));
    }
    if (ask.do === 'load') note(this.recharges, ask.faceFen);
    if (ask.do === 'redeem' || ask.do === 'capture') note(this.sales, ask.listFen);
    if (ask.do === 'hold') note(this.holds, ask.listFen);
    if (ask.do === 'openRefund') note(this.refunds, ask.refundFen);
  }

  /** A code is loaded once; some are tried on two cards. */
  private noteSold(number: string): void {
    const card = this.sold.find((each) => each.number === number);
    if (!card) return;
    this.due.push(this.load(card));
    if (this.chance(0.2)) this.due.push(this.load(card));
  }

  /** Most are ended soon. Where the sum is another one by now, the member is told it and agrees. */
  private noteRefund(ask: AskOf<'openRefund'>, answer: Answer | null): void {
    if (answer?.kind === 'acknowledged' && this.chance(0.7)) {
      const end = this.endOfRefund();
      if (end) this.due.push(end);
    }
    if (answer?.kind !== 'refused') return;
    const { reason, refundFen, views } = answer.details;
    const [view] = Array.isArray(views) ? (views as RefundView[]) : [];
    if (view) this.due.push({ ...ask, view });
    else if (reason === 'sumChanged' && typeof refundFen === 'number' && refundFen > 0) {
      this.due.push({ ...ask, refundFen });
    } else if (reason === 'sumChanged' && ask.view === 'full') {
      this.due.push({ ...ask, view: 'paidShare' });
    }
  }

  // ---- thoughts --------------------------------------------------------------------------------------

  private chance(share: number): boolean {
    return this.terms.random() < share;
  }

  private below(end: number): number {
    return Math.floor(this.terms.random() * end);
  }

  private sum(): number {
    return 1 + this.below(this.terms.mostFen);
  }

  private nextStep(cardId: string): number {
    const step = this.stepOf(cardId);
    this.steps.set(cardId, step + 1);
    return step;
  }

  private laterMs(cardId: string, steps: number): number {
    return (this.stepOf(cardId) + 1 + this.below(steps)) * STEP_MS;
  }

  private redeem(cardId: string): CardAsk {
    const step = this.nextStep(cardId);
    const confirmDuplicate = this.chance(0.8);
    // Round sums meet again within three minutes.
    const listFen = this.chance(0.5) ? this.sum() : Math.ceil(this.sum() / 500) * 500;
    const ask = { do: 'redeem', cardId, listFen, step, confirmDuplicate } as const;
    this.lastRedeem = ask;
    return ask;
  }

  private grant(cardId: string): CardAsk {
    const expiresAtMs = this.laterMs(cardId, 40);
    return { do: 'grant', cardId, amountFen: this.sum(), expiresAtMs };
  }

  private hold(cardId: string): CardAsk {
    const step = this.nextStep(cardId);
    const minutes = SHORTEST_HOLD_MINUTES + this.below(10);
    return { do: 'hold', cardId, listFen: this.sum(), step, minutes };
  }

  private reversal(): CardAsk | null {
    const sale = this.oneOf(this.sales);
    if (!sale) return null;
    const { cardId, id: redemptionId, fen } = sale;
    const amountFen = this.chance(0.3) ? null : 1 + this.below(fen);
    return { do: 'reverse', cardId, redemptionId, amountFen };
  }

  private endOfHold(): CardAsk | null {
    const hold = this.toEnd(this.holds);
    if (!hold) return null;
    const { cardId, id: holdId, fen } = hold;
    if (this.chance(0.4)) return { do: 'release', cardId, holdId };
    return { do: 'capture', cardId, holdId, listFen: 1 + this.below(fen * 1.1) };
  }

  /** More than one fen either way, so that one fen more is another correction. */
  private correction(cardId: string): CardAsk {
    const of = pick(this.terms.random, ['principal', 'bonus', 'points'] as CorrectionKind[]);
    const size = 1 + (of === 'points' ? 1 + this.below(20) : this.sum());
    const delta = this.chance(0.5) ? size : -size;
    const expiresAtMs =
      of === 'bonus' && delta > 0 ? this.laterMs(cardId, 40) + 10 * STEP_MS : null;
    return { do: 'correct', cardId, of, delta, expiresAtMs };
  }

  /** Asked for as if nothing had been used; the refusal tells the sum, if it is another one. */
  private refund(): CardAsk | null {
    // Of older ones nothing is left.
    const recharge = this.oneOf(this.recharges.slice(-REFUNDABLE));
    if (!recharge) return null;
    return refundOf(recharge, this.chance(0.5) ? 'full' : 'paidShare');
  }

  private endOfRefund(): CardAsk | null {
    const refund = this.toEnd(this.refunds);
    if (!refund) return null;
    const { cardId, id: holdId } = refund;
    return { do: this.chance(0.6) ? 'payOut' : 'cancel', cardId, holdId };
  }

  /** Sells a printed card; some that were sold are tried again. */
  private sale(): Ask | null {
    if (this.unsold.length <= FEW_LEFT) {
      return { do: 'print', amountFen: this.faceFen, count: PRINTED };
    }
    if (this.chance(0.1) && this.sold.length > 0) {
      const { number } = pick(this.terms.random, this.sold);
      return { do: 'sell', number };
    }
    const card = this.unsold.shift();
    if (!card) return null;
    this.sold.push(card);
    // Some are tried before they are paid for.
    if (this.chance(0.05)) this.due.push(this.load(card));
    return { do: 'sell', number: card.number };
  }

  private load({ number, code }: PrintedRechargeCard): CardAsk {
    const { cardId } = pick(this.terms.random, this.stage.cards);
    return { do: 'load', cardId, code, number, faceFen: this.faceFen };
  }

  private oneOf(list: readonly Remembered[]): Remembered | null {
    return list.length > 0 ? pick(this.terms.random, [...list]) : null;
  }

  /** Some are ended twice. */
  private toEnd(list: Remembered[]): Remembered | null {
    const one = this.oneOf(list);
    if (one && this.chance(0.8)) list.splice(list.indexOf(one), 1);
    return one;
  }
}

const refundOf = (
  { cardId, id: rechargeId, fen: refundFen }: Remembered,
  view: RefundView,
): AskOf<'openRefund'> => ({
  ...{ do: 'openRefund', cardId, rechargeId, refundFen },
  ...{ reason: view === 'full' ? 'memberChange' : 'counterMistake', view },
});
