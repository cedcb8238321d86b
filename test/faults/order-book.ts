import { SHORTEST_HOLD_MINUTES } from '@merchant-coin/shared';
import { pick } from '#config/seed/random';
import type { Ask } from './history';
import type { Stage } from './stage';

const STEP_MS = 30_000;
/** Reversals and captures choose among so many of the latest. */
const REMEMBERED = 200;

interface Terms {
  random: () => number;
  firstStep: number;
  mostFen: number;
}

interface Sale {
  cardId: string;
  id: string;
  listFen: number;
}

/** Thinks of what to ask for next, from what was acknowledged so far. */
export class OrderBook {
  /** The next unused pay code step of each card. */
  private readonly steps = new Map<string, number>();
  private readonly sales: Sale[] = [];
  private readonly holds: Sale[] = [];
  private lastRedeem: Extract<Ask, { do: 'redeem' }> | null = null;

  constructor(
    private readonly stage: Stage,
    private readonly terms: Terms,
  ) {}

  /** The card's present step: later requests carry later clocks. */
  stepOf(cardId: string): number {
    return this.steps.get(cardId) ?? this.terms.firstStep;
  }

  next(): Ask {
    const { random } = this.terms;
    const { cardId } = pick(random, this.stage.cards);
    const dice = random();
    if (dice < 0.22) return { do: 'recharge', cardId, amountFen: this.sum() };
    if (dice < 0.26) return this.grant(cardId);
    if (dice < 0.3) return { do: 'pay', cardId, amountFen: this.sum() };
    if (dice < 0.38) return this.reversal() ?? this.redeem(cardId);
    if (dice < 0.44) return this.hold(cardId);
    if (dice < 0.5) return this.endOfHold() ?? this.redeem(cardId);
    // Somebody shows the same code at two tills.
    if (dice < 0.52 && this.lastRedeem) return { ...this.lastRedeem, listFen: this.sum() };
    return this.redeem(cardId);
  }

  /** Remembers what was acknowledged, for reversals and captures. */
  note(ask: Ask, id: string): void {
    if (ask.do === 'redeem' || ask.do === 'capture') {
      this.sales.push({ cardId: ask.cardId, id, listFen: ask.listFen });
      if (this.sales.length > REMEMBERED) this.sales.shift();
    }
    if (ask.do !== 'hold') return;
    this.holds.push({ cardId: ask.cardId, id, listFen: ask.listFen });
    if (this.holds.length > REMEMBERED) this.holds.shift();
  }

  private sum(): number {
    return 1 + Math.floor(this.terms.random() * this.terms.mostFen);
  }

  private nextStep(cardId: string): number {
    const step = this.stepOf(cardId);
    this.steps.set(cardId, step + 1);
    return step;
  }

  private laterMs(cardId: string, steps: number): number {
    return (this.stepOf(cardId) + 1 + Math.floor(this.terms.random() * steps)) * STEP_MS;
  }

  private redeem(cardId: string): Ask {
    const step = this.nextStep(cardId);
    const confirmDuplicate = this.terms.random() < 0.8;
    // Round sums meet again within three minutes.
    const listFen = this.terms.random() < 0.5 ? this.sum() : Math.ceil(this.sum() / 500) * 500;
    const ask = { do: 'redeem', cardId, listFen, step, confirmDuplicate } as const;
    this.lastRedeem = ask;
    return ask;
  }

  private grant(cardId: string): Ask {
    const expiresAtMs = this.laterMs(cardId, 40);
    return { do: 'grant', cardId, amountFen: this.sum(), expiresAtMs };
  }

  private hold(cardId: string): Ask {
    const step = this.nextStep(cardId);
    const minutes = SHORTEST_HOLD_MINUTES + Math.floor(this.terms.random() * 10);
    return { do: 'hold', cardId, listFen: this.sum(), step, minutes };
  }

  private reversal(): Ask | null {
    if (this.sales.length === 0) return null;
    const { cardId, id: redemptionId, listFen } = pick(this.terms.random, this.sales);
    const part = 1 + Math.floor(this.terms.random() * listFen);
    const amountFen = this.terms.random() < 0.3 ? null : part;
    return { do: 'reverse', cardId, redemptionId, amountFen };
  }

  private endOfHold(): Ask | null {
    if (this.holds.length === 0) return null;
    const { random } = this.terms;
    const index = Math.floor(random() * this.holds.length);
    const hold = this.holds[index];
    if (!hold) return null;
    // Some are ended twice.
    if (random() < 0.8) this.holds.splice(index, 1);
    const { cardId, id: holdId } = hold;
    if (random() < 0.4) return { do: 'release', cardId, holdId };
    const listFen = 1 + Math.floor(random() * hold.listFen * 1.1);
    return { do: 'capture', cardId, holdId, listFen };
  }
}
