import type { Balance, PrintedRechargeCard } from '@merchant-coin/shared';
import { Agent, request } from 'undici';
import type { Answer, Ask } from './history';
import { callOf } from './operations';
import type { Caller, Stage } from './stage';

/** Longer than a posting waits before it is 503. */
const PATIENCE_MS = 9_000;

/** An operation: what is asked for under one request key, by one person, as of one instant. */
export interface Operation {
  key: string;
  ask: Ask;
  caller: Caller;
  nowMs: number;
}

/** Asks over HTTP, as the app at the counter does. */
export class Till {
  private readonly agent = new Agent({
    connections: 64,
    headersTimeout: PATIENCE_MS,
    bodyTimeout: PATIENCE_MS,
    keepAliveTimeout: 4_000,
  });

  constructor(private readonly stage: Stage) {}

  async ask(origin: string, { key, ask, caller, nowMs }: Operation): Promise<Answer> {
    const { path, body, by } = callOf(ask, this.stage);
    const below = by === 'member' ? 'me' : `merchants/${this.stage.merchantId}`;
    try {
      const reply = await request(`${origin}/v1/${below}${path}`, {
        method: 'POST',
        dispatcher: this.agent,
        headers: {
          authorization: `Bearer ${caller.token}`,
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
}

/** The part of an answer that tells what was done. */
interface Done {
  id?: string;
  rechargeCardId?: string;
  entrySeq?: number;
  balance?: Balance;
}

const NAMED = [
  ...(['redemption', 'recharge', 'reversal', 'posting', 'hold'] as const),
  ...(['refund', 'correction', 'exchange', 'done', 'batch', 'sale'] as const),
];

type Body = Partial<Record<(typeof NAMED)[number], Done>> & {
  balance?: Balance;
  points?: number;
  cards?: PrintedRechargeCard[];
};

/** What ends a hold is answered under the hold's id; what is done to paper has no entry. */
const hasOwnEntry = (ask: Ask) => 'cardId' in ask && !('holdId' in ask);

function acknowledgedBy(ask: Ask, body: Body): Answer {
  const done = NAMED.map((name) => body[name]).find((part) => part !== undefined);
  if (!done) return { kind: 'unknown', why: 'an answer of an unknown shape' };
  const { id = done.rechargeCardId ?? '', entrySeq: seq = null } = done;
  const { points = null, cards: printed = null } = body;
  return {
    ...{ kind: 'acknowledged', id, entryId: hasOwnEntry(ask) ? id : null, seq },
    ...{ balance: body.balance ?? done.balance ?? null, points, printed },
  };
}

/** Answers that leave open what was done. */
const isOpen = (status: number) => status >= 500 || status === 401 || status === 429;

function answerOf(ask: Ask, status: number, body: unknown): Answer {
  if (status === 200 || status === 201) return acknowledgedBy(ask, body as Body);
  const { code = 'none', details = {} } = body as {
    code?: string;
    details?: Record<string, unknown>;
  };
  if (isOpen(status)) return { kind: 'unknown', why: `${status} ${code}` };
  return { kind: 'refused', code, details };
}
