import { REMINDER_KINDS, type ReminderKind } from '@merchant-coin/shared';
import { newId } from '../../db/ids';
import { isDuplicateOf } from '../../db/transaction';
import type { Job, JobCounts, JobRun } from '../../jobs/job';
import { cardsByIds } from '../cards';
import { absent } from './kinds/absent';
import { bonusExpiring } from './kinds/bonus-expiring';
import { cardExpiring } from './kinds/card-expiring';
import type { Due, PlannedKind, PlanRun } from './kinds/kind';
import { occasionsDue } from './kinds/occasions';
import { type NoticeDocument, NoticeModel } from './notices.model';
import { preferencesOf, wants } from './preferences';
import { settingsOf } from './settings';
import { ownWordsOf } from './wording';

const KINDS: readonly PlannedKind[] = [cardExpiring, bonusExpiring, occasionsDue, absent];

const BATCH = 500;

export interface PlanOptions {
  merchantId: string;
  zone: string;
  date: string;
  now: Date;
  /** Finds all and writes nothing. */
  dryRun?: boolean;
  signal?: AbortSignal;
  onProgress?: (count: number) => void;
}

export type PlanCounts = Record<ReminderKind, number>;

export const noCounts = (): PlanCounts =>
  Object.fromEntries(REMINDER_KINDS.map((kind) => [kind, 0])) as PlanCounts;

/**
 * Finds what a merchant's members are to be reminded of on a date and writes it down, once for each card,
 * kind and occurrence: a run may be repeated, cut off, and overlap with another one.
 *
 * @returns how many are new, by kind; in a dry run, how many would go out
 */
export async function planDay(options: PlanOptions): Promise<PlanCounts> {
  const { merchantId, zone, date } = options;
  const settings = await settingsOf(merchantId);
  const run: PlanRun = { merchantId, zone, date, settings };
  const counts = noCounts();
  for (const kind of KINDS) {
    if (!kind.kinds.some((each) => settings.kinds.includes(each))) continue;
    await planKind(kind, { run, options, counts });
    if (!options.dryRun) await kind.done?.(run);
  }
  return counts;
}

interface Planning {
  run: PlanRun;
  options: PlanOptions;
  counts: PlanCounts;
}

async function planKind(kind: PlannedKind, planning: Planning): Promise<void> {
  let batch: Due[] = [];
  for await (const due of kind.due(planning.run)) {
    if (!planning.run.settings.kinds.includes(due.kind)) continue;
    batch.push(due);
    if (batch.length < BATCH) continue;
    await planBatch(batch, planning);
    batch = [];
  }
  await planBatch(batch, planning);
}

async function planBatch(batch: readonly Due[], { run, options, counts }: Planning): Promise<void> {
  options.signal?.throwIfAborted();
  if (batch.length === 0) return;
  const notices = await noticesOf(batch, run, options.now);
  const fresh = options.dryRun ? await notThereYet(notices) : await writeNotices(notices);
  for (const { kind } of fresh) counts[kind] += 1;
  options.onProgress?.(batch.length);
}

/** Notices for those who want them; they leave as soon as it is not quiet. */
export async function noticesOf(
  due: readonly Due[],
  { merchantId, date, settings }: Omit<PlanRun, 'zone'>,
  now: Date,
): Promise<NoticeDocument[]> {
  const cardIds = [...new Set(due.map(({ cardId }) => cardId))];
  const [cards, preferencesBy] = await Promise.all([
    cardsByIds(merchantId, cardIds),
    preferencesOf(merchantId, cardIds),
  ]);
  return due.flatMap(({ cardId, kind, occurrence, facts, nameSealed = null }) => {
    const card = cards.get(cardId);
    if (!card || !wants(preferencesBy(cardId), kind)) return [];
    const words = ownWordsOf(settings, kind, facts);
    const what = { kind, occurrence, facts, nameSealed, words };
    const about = { merchantId, userId: card.userId, cardId, ...what };
    const ahead = {
      createdAt: now,
      dueAt: now,
      tries: 0,
      message: 'waiting',
      sms: 'waiting',
    } as const;
    const none = { sentOn: null, readAt: null, doneAt: null, doneBy: null };
    return [{ _id: newId('notice', now), ...about, plannedOn: date, ...ahead, ...none }];
  });
}

const keyOf = ({ merchantId, cardId, kind, occurrence }: NoticeDocument) => ({
  merchantId,
  cardId,
  kind,
  occurrence,
});

/** Writes those that are not there yet; answers them. */
export async function writeNotices(notices: readonly NoticeDocument[]): Promise<NoticeDocument[]> {
  if (notices.length === 0) return [];
  const writes = notices.map((notice) => ({
    updateOne: { filter: keyOf(notice), update: { $setOnInsert: notice }, upsert: true },
  }));
  const upserted = new Set<number>();
  try {
    const result = await NoticeModel.bulkWrite(writes, { ordered: false });
    for (const index of Object.keys(result.upsertedIds)) upserted.add(Number(index));
  } catch (error) {
    // Another run writes the same at this moment: it counts them.
    if (!isDuplicateOf(error, 'occurrence')) throw error;
    const { upsertedIds } = (error as { result?: { upsertedIds?: object } }).result ?? {};
    for (const index of Object.keys(upsertedIds ?? {})) upserted.add(Number(index));
  }
  return notices.filter((_, index) => upserted.has(index));
}

async function notThereYet(notices: readonly NoticeDocument[]): Promise<NoticeDocument[]> {
  const [first] = notices;
  if (!first) return [];
  const { merchantId } = first;
  const known = await NoticeModel.find({ merchantId, $or: notices.map(keyOf) })
    .select({ cardId: 1, kind: 1, occurrence: 1 })
    .lean<NoticeDocument[]>();
  const textOf = ({ cardId, kind, occurrence }: NoticeDocument) =>
    [cardId, kind, occurrence].join(' ');
  const there = new Set(known.map(textOf));
  return notices.filter((notice) => !there.has(textOf(notice)));
}

/** Every morning before anybody may be told: what is due today. */
export const planReminders: Job = {
  name: 'planReminders',
  at: '06:00',
  attempts: 8,
  async run({ clock, ...run }: JobRun): Promise<JobCounts> {
    return planDay({ ...run, now: clock.now() });
  },
};
