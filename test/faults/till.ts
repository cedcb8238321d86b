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
      return answerOf(ask, reply.statusCode, await reply.body.json());
    } catch (error) {
      const { code, message } = error as { code?: string; message: string };
      return { kind: 'unknown', why: code ?? message };
    }
  }

  close(): Promise<void> {
    return this.agent.destroy();
  }

  private payCodeOf({ cardId, step }: { cardId: string; step: number }): string {
    const card = this.cards.get(cardId);
    if (!card) throw new Error(`there is no card ${cardId}`);
    return payCodeAt(card.serial, card.secret, step);
  }

  private callOf(ask: Ask): Call {
    const { storeId } = this.stage;
    switch (ask.do) {
      case 'recharge': {
        const { cardId, amountFen } = ask;
        return { path: '/recharges', body: { storeId, cardId, amountFen, tender: 'cash' } };
      }
      case 'redeem': {
        const payCode = this.payCodeOf(ask);
        const { listFen, confirmDuplicate } = ask;
        return { path: '/redemptions', body: { storeId, payCode, listFen, confirmDuplicate } };
      }
      case 'reverse': {
        const sum = ask.amountFen === null ? {} : { amountFen: ask.amountFen };
        const path = `/redemptions/${ask.redemptionId}/reversals`;
        return { path, body: { ...sum, reason: '退货' } };
      }
      case 'hold': {
        const { listFen, minutes } = ask;
        const payCode = this.payCodeOf(ask);
        return { path: '/holds', body: { storeId, payCode, listFen, minutes } };
      }
      case 'capture':
        return { path: `/holds/${ask.holdId}/capture`, body: { listFen: ask.listFen } };
      case 'release':
        return { path: `/holds/${ask.holdId}/release`, body: {} };
      case 'grant': {
        const { cardId, amountFen, expiresAtMs } = ask;
        const expiresAt = new Date(expiresAtMs).toISOString();
        return { path: '/postings', body: { storeId, cardId, amountFen, expiresAt } };
      }
      case 'pay': {
        const { cardId, amountFen } = ask;
        return { path: '/postings', body: { storeId, cardId, amountFen } };
      }
    }
  }
}

/** The part of an answer that tells what was done. */
interface Done {
  id: string;
  entrySeq?: number;
  balance?: Balance;
}

const NAMED = ['redemption', 'recharge', 'reversal', 'posting', 'hold'] as const;

type Body = { balance?: Balance } & Partial<Record<(typeof NAMED)[number], Done>>;

function acknowledgedBy(ask: Ask, body: Body): Answer {
  const done = NAMED.map((name) => body[name]).find((part) => part !== undefined);
  const balance = body.balance ?? done?.balance;
  if (!done || !balance) return { kind: 'unknown', why: 'an answer of an unknown shape' };
  const { id, entrySeq: seq = null } = done;
  // What ends a hold is answered under the hold's id.
  const entryId = 'holdId' in ask ? null : id;
  return { kind: 'acknowledged', id, entryId, seq, balance };
}

function answerOf(ask: Ask, status: number, body: unknown): Answer {
  if (status === 201) return acknowledgedBy(ask, body as Body);
  const { code = 'none', details = {} } = body as {
    code?: string;
    details?: Record<string, unknown>;
  };
  if (status >= 500 || status === 401) return { kind: 'unknown', why: `${status} ${code}` };
  return { kind: 'refused', code, details };
}
