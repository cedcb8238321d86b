import { type Balance, payCodeAt } from '@merchant-coin/shared';
import { Agent, request } from 'undici';
import type { Answer, Ask } from './history';
import type { PayCard, Stage, Teller } from './stage';

/** Longer than a posting waits before it is 503. */
const PATIENCE_MS = 9_000;

/** An operation: what is asked for under one request key, by one teller, as of one instant. */
export interface Operation {
  key: string;
  ask: Ask;
  teller: Teller;
  nowMs: number;
}

interface Call {
  path: string;
  body: Record<string, unknown>;
}

const iso = (ms: number | null) => (ms === null ? null : new Date(ms).toISOString());

/** Asks over HTTP, as the app at the counter does. */
export class Till {
  private readonly agent = new Agent({
    connections: 64,
    headersTimeout: PATIENCE_MS,
    bodyTimeout: PATIENCE_MS,
    keepAliveTimeout: 4_000,
  });
  private readonly cards: Map<string, PayCard>;

  constructor(private readonly stage: Stage) {
    this.cards = new Map(stage.cards.map((card) => [card.cardId, card]));
  }

  async ask(origin: string, { key, ask, teller, nowMs }: Operation): Promise<Answer> {
    const { path, body } = this.callOf(ask);
    try {
      const reply = await request(`${origin}/v1/merchants/${this.stage.merchantId}${path}`, {
        method: 'POST',
        dispatcher: this.agent,
        headers: {
          authorization: `Bearer ${teller.token}`,
          'content-type': 'application/json',
          'idempotency-key': key,
          'x-fault-now': String(nowMs),
        },
        body: JSON.stringify(body),
      });
      return answerOf(reply.statusCode, await reply.body.json());
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      return { kind: 'unknown', why: code ?? message };
    }
  }

  close(): Promise<void> {
    return this.agent.destroy();
  }

  private callOf(ask: Ask): Call {
    const { storeId } = this.stage;
    switch (ask.do) {
      case 'recharge': {
        const { cardId, amountFen } = ask;
        return { path: '/recharges', body: { storeId, cardId, amountFen, tender: 'cash' } };
      }
      case 'redeem': {
        const card = this.cards.get(ask.cardId);
        if (!card) throw new Error(`there is no card ${ask.cardId}`);
        const payCode = payCodeAt(card.serial, card.secret, ask.step);
        const { listFen, confirmDuplicate } = ask;
        return { path: '/redemptions', body: { storeId, payCode, listFen, confirmDuplicate } };
      }
      case 'reverse': {
        const sum = ask.amountFen === null ? {} : { amountFen: ask.amountFen };
        const path = `/redemptions/${ask.redemptionId}/reversals`;
        return { path, body: { ...sum, reason: '退货' } };
      }
      case 'grant':
      case 'hold':
      case 'capture':
      case 'release': {
        const { do: type, cardId } = ask;
        const sum = 'amountFen' in ask ? { amountFen: ask.amountFen } : {};
        const end = 'expiresAtMs' in ask ? { expiresAt: iso(ask.expiresAtMs) } : {};
        const hold = 'holdId' in ask ? { holdId: ask.holdId } : {};
        return { path: '/postings', body: { storeId, cardId, type, ...sum, ...end, ...hold } };
      }
    }
  }
}

interface Done {
  id: string;
  entrySeq: number;
  paidFen?: number;
  amountFen?: number;
}

function answerOf(status: number, body: unknown): Answer {
  if (status === 201) {
    const { balance: own, ...named } = body as { balance?: Balance } & Record<string, Done>;
    const [done] = Object.values(named) as (Done & { balance?: Balance })[];
    const balance = own ?? done?.balance;
    if (!done || !balance) return { kind: 'unknown', why: 'an answer of an unknown shape' };
    const amountFen = done.paidFen ?? done.amountFen ?? null;
    return { kind: 'acknowledged', entryId: done.id, seq: done.entrySeq, amountFen, balance };
  }
  const { code = 'none', details = {} } = body as {
    code?: string;
    details?: Record<string, unknown>;
  };
  if (status >= 500 || status === 401) return { kind: 'unknown', why: `${status} ${code}` };
  return { kind: 'refused', code, details };
}
