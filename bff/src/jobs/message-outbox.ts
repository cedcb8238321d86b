import type { MessageKind } from '@merchant-coin/shared';
import { model, Schema } from 'mongoose';
import type { Clock } from '../db/clock';
import { trusted } from '../db/mongo';
import { type Loop, startLoop } from './loop';

/** A message to a member, of one kind, about one thing that happens once. */
export interface OutboxMessage {
  userId: string;
  kind: MessageKind;
  /** What it is about: of two messages with the same user, kind and occurrence only one is ever sent. */
  occurrence: string;
  /** By name; nothing personal. The kind's template says which of them it shows. */
  facts: Record<string, string>;
  /** The page that it opens, with its query. */
  page: string;
  /** Nobody wants to know any more after this. */
  notAfter: Date;
}

/** `later`: it certainly did not leave, and may leave yet. Everything else is the end of it. */
export type Outcome = 'sent' | 'later' | 'noConsent' | 'unknown' | 'refused' | 'notPossible';

/** Takes one message out of the house. */
export type Deliver = (message: OutboxMessage) => Promise<Outcome>;

interface OutboxDocument extends OutboxMessage {
  _id: string;
  /** `taken`: somebody is at it, or died at it. Whether it left is not known then, so nobody tries again. */
  state: 'waiting' | 'taken' | 'ended';
  outcome: Outcome | 'late' | null;
  tries: number;
  dueAt: Date;
  createdAt: Date;
}

/** Rows stay so long as a proof that something was sent; an occurrence is not told of again that late. */
const KEPT_DAYS = 180;
const MOST_TRIES = 5;
const FIRST_PAUSE_MS = 1_000;
const LOOK_EVERY_MS = 500;
/** Messages under way at once: one that WeChat lets wait holds up the others less. */
const LANES = 4;

const outboxSchema = new Schema<OutboxDocument>(
  {
    _id: String,
    userId: { type: String, required: true },
    kind: { type: String, required: true },
    occurrence: { type: String, required: true },
    facts: { type: Schema.Types.Mixed, required: true },
    page: { type: String, required: true },
    notAfter: { type: Date, required: true },
    state: { type: String, required: true },
    outcome: { type: String, default: null },
    tries: { type: Number, required: true },
    dueAt: { type: Date, required: true },
    createdAt: { type: Date, required: true },
  },
  { versionKey: false },
);
outboxSchema.index({ state: 1, notAfter: 1 });
outboxSchema.index({ createdAt: 1 }, { expireAfterSeconds: KEPT_DAYS * 86_400 });

const OutboxModel = model<OutboxDocument>('MessageOutbox', outboxSchema, 'messageOutbox');

type MessageKey = Pick<OutboxMessage, 'userId' | 'kind' | 'occurrence'>;

const idOf = ({ userId, kind, occurrence }: MessageKey): string =>
  `${kind} ${userId} ${occurrence}`;

/** What became of messages, in their order: null while one waits, undefined where there is none. */
export async function outcomesOf(
  keys: readonly MessageKey[],
): Promise<(OutboxDocument['outcome'] | undefined)[]> {
  const ids = keys.map(idOf);
  const rows = await OutboxModel.find({ _id: trusted({ $in: ids }) }).lean<OutboxDocument[]>();
  const outcomes = new Map(rows.map((row) => [row._id, row.outcome]));
  return ids.map((id) => outcomes.get(id));
}

/** Puts a message down to be sent, once, after the running transaction (if there is one) has committed. */
export async function putInOutbox(message: OutboxMessage, now: Date): Promise<void> {
  const { userId, kind, occurrence } = message;
  // An upsert: a second one would end the transaction around it with a duplicate key.
  await OutboxModel.updateOne(
    { _id: idOf({ userId, kind, occurrence }) },
    {
      $setOnInsert: {
        ...message,
        state: 'waiting',
        outcome: null,
        tries: 0,
        dueAt: now,
        createdAt: now,
      },
    },
    { upsert: true },
  );
}

/** Sends what is due, the most urgent first. Any number may run. */
export async function deliverDue(
  deliver: Deliver,
  clock: Clock,
  signal?: AbortSignal,
): Promise<void> {
  await Promise.all(Array.from({ length: LANES }, () => deliverInTurn(deliver, clock, signal)));
}

async function deliverInTurn(deliver: Deliver, clock: Clock, signal?: AbortSignal): Promise<void> {
  while (!signal?.aborted) {
    const row = await OutboxModel.findOneAndUpdate(
      { state: 'waiting', dueAt: trusted({ $lte: clock.now() }) },
      { $set: { state: 'taken' }, $inc: { tries: 1 } },
      { sort: { notAfter: 1 }, returnDocument: 'after' },
    ).lean<OutboxDocument>();
    if (!row) return;
    const outcome = row.notAfter <= clock.now() ? 'late' : await deliver(row);
    await settle(row, outcome, clock.now());
  }
}

async function settle(
  { _id, tries }: OutboxDocument,
  outcome: Outcome | 'late',
  now: Date,
): Promise<void> {
  const again = outcome === 'later' && tries < MOST_TRIES;
  const dueAt = new Date(now.getTime() + FIRST_PAUSE_MS * 2 ** (tries - 1));
  await OutboxModel.updateOne(
    { _id },
    { $set: again ? { state: 'waiting', dueAt } : { state: 'ended', outcome } },
  );
}

/** Sends whatever is due until told to stop. */
export const startMessageOutbox = (deliver: Deliver, clock: Clock): Loop =>
  startLoop({
    look: (signal) => deliverDue(deliver, clock, signal),
    everyMs: LOOK_EVERY_MS,
    problem: 'messages not delivered',
  });
