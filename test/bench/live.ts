import { startSession } from '@merchant-coin/bff/modules/accounts';
import { payCodeAt } from '@merchant-coin/shared';
import { setTimeout as sleep } from 'node:timers/promises';
import { Pool } from 'undici';
import { WebSocket } from 'ws';
import { residentMb } from './cpu';
import type { BenchCard } from './job';
import { holderOf, personOf, type Stage } from './stage';

const SOCKETS = 2_000;
const OPENED_AT_ONCE = 50;
const CALLERS = 8;
/** For a process to settle before its memory is read. */
const SETTLE_MS = 3_000;
const MOST_MS = 10_000;

export interface LiveBench {
  stage: Stage;
  /** Where the members' sockets are, and the process that holds them. */
  socketsAt: string;
  pid: number | undefined;
  /** Where the clerks pay: another process. */
  tillAt: string;
  seconds: number;
  firstStep: number;
}

/** A member's open app: tells when an entry arrives. */
class Phone {
  private readonly awaited = new Map<string, (atMs: number) => void>();
  private readonly arrived = new Map<string, number>();

  private constructor(readonly ws: WebSocket) {
    ws.on('message', (data: Buffer) => this.hear(data.toString('utf8')));
  }

  static open(origin: string, token: string): Promise<Phone> {
    const ws = new WebSocket(`${origin.replace('http', 'ws')}/v1/live`);
    const phone = new Phone(ws);
    return new Promise((resolve, reject) => {
      ws.once('error', reject);
      ws.once('open', () => ws.send(JSON.stringify({ type: 'auth', token })));
      ws.once('message', () => resolve(phone));
    });
  }

  /** When the entry arrived; also where that was before somebody asked. */
  async sees(entryId: string): Promise<number> {
    const before = this.arrived.get(entryId);
    if (before !== undefined) return before;
    const seen = new Promise<number>((resolve) => this.awaited.set(entryId, resolve));
    const late = sleep(MOST_MS, null, { ref: false }).then((): never => {
      throw new Error(`${entryId} did not arrive`);
    });
    return Promise.race([seen, late]);
  }

  private hear(text: string): void {
    const event = JSON.parse(text) as { type: string; cursor?: string };
    if (event.type !== 'entry' || event.cursor === undefined) return;
    const nowMs = performance.now();
    this.arrived.set(event.cursor, nowMs);
    this.awaited.get(event.cursor)?.(nowMs);
  }
}

async function openAll(origin: string, tokens: readonly string[]): Promise<Phone[]> {
  const phones: Phone[] = [];
  for (let first = 0; first < tokens.length; first += OPENED_AT_ONCE) {
    const some = tokens.slice(first, first + OPENED_AT_ONCE);
    phones.push(...(await Promise.all(some.map((token) => Phone.open(origin, token)))));
  }
  return phones;
}

/** Sessions of the cards' holders first, then of people without a card. */
async function sessionsOf(cards: number): Promise<string[]> {
  const now = new Date();
  const tokens: string[] = [];
  for (let n = 0; n < SOCKETS; n += 1) {
    const userId = n < cards ? await holderOf(n, now) : await personOf('134', n, now);
    tokens.push(await startSession(userId, `bench-phone-${n}`));
  }
  return tokens;
}

/**
 * What 2,000 members with the app open cost a BFF that has nothing else to do, and how long it takes from a
 * clerk's tap at one BFF to the receipt on a phone that is connected to another one.
 */
export async function measureLive(bench: LiveBench): Promise<void> {
  const { stage, socketsAt, pid } = bench;
  const tokens = await sessionsOf(stage.cards.length);
  // What the first few connections load and compile is no connection's cost.
  const first = await openAll(socketsAt, tokens.slice(0, OPENED_AT_ONCE));
  for (const { ws } of first) ws.close();
  await sleep(SETTLE_MS);
  const beforeMb = residentMb(pid);
  const phones = await openAll(socketsAt, tokens);
  await sleep(SETTLE_MS);
  const afterMb = residentMb(pid);
  const costMb = beforeMb === null || afterMb === null ? '?' : afterMb - beforeMb;
  console.log(`${SOCKETS} idle sockets: ${costMb} MB (${beforeMb ?? '?'} → ${afterMb ?? '?'} MB)`);
  const delays = await payAndWatch(bench, phones);
  for (const { ws } of phones) ws.terminate();
  const sorted = delays.sort((a, b) => a - b);
  const quantile = (share: number) => (sorted[Math.floor(sorted.length * share)] ?? 0).toFixed(1);
  console.log(
    `live: sockets=${SOCKETS} memoryMb=${costMb} events=${sorted.length}` +
      ` tapToPhoneMs p50=${quantile(0.5)} p99=${quantile(0.99)}`,
  );
}

async function payAndWatch(bench: LiveBench, phones: readonly Phone[]): Promise<number[]> {
  const { stage, tillAt, seconds } = bench;
  const pool = new Pool(tillAt, { connections: CALLERS });
  const endMs = performance.now() + seconds * 1_000;
  const delays: number[] = [];
  let count = 0;
  const call = async () => {
    while (performance.now() < endMs) {
      const number = count;
      count += 1;
      const index = number % stage.cards.length;
      const card = stage.cards[index];
      const phone = phones[index];
      if (!card || !phone) throw new Error('fewer phones than cards');
      const step = bench.firstStep + Math.floor(number / stage.cards.length);
      const sentMs = performance.now();
      const id = await pay(pool, bench, { card, step, number });
      delays.push((await phone.sees(id)) - sentMs);
    }
  };
  await Promise.all(Array.from({ length: CALLERS }, call));
  await pool.close();
  return delays;
}

async function pay(
  pool: Pool,
  { stage }: LiveBench,
  { card, step, number }: { card: BenchCard; step: number; number: number },
): Promise<string> {
  const { merchantId, storeId, tokens } = stage;
  const payCode = payCodeAt(card.serial, card.secret, step);
  const answer = await pool.request({
    method: 'POST',
    path: `/v1/merchants/${merchantId}/redemptions`,
    headers: {
      authorization: `Bearer ${tokens[number % tokens.length] ?? ''}`,
      'content-type': 'application/json',
      'idempotency-key': `live-${process.pid}-${number}`,
      'x-bench-now': String(step * 30_000),
    },
    body: JSON.stringify({ storeId, payCode, listFen: 1 + (number % 90), confirmDuplicate: true }),
  });
  const { redemption } = (await answer.body.json()) as { redemption?: { id: string } };
  if (!redemption) throw new Error(`no redemption: ${answer.statusCode}`);
  return redemption.id;
}
