import {
  maskPhone,
  type ReminderKind,
  type ReminderLogRow,
  type TodayRow,
} from '@merchant-coin/shared';
import { keyOfCursor, pageOfRows } from '../../db/cursor';
import { trusted } from '../../db/mongo';
import { AppError } from '../../http/app-error';
import type { StaffActor } from '../../http/mount';
import { outcomesOf } from '../../jobs/message-outbox';
import { phoneOf, usersById } from '../accounts';
import { cardsByIds } from '../cards';
import { walletsOf } from '../coins';
import { type NoticeDocument, NoticeModel } from './notices.model';
import { preferencesOf } from './preferences';

interface ListQuery {
  merchantId: string;
  kind?: ReminderKind | undefined;
  limit: number;
  cursor?: string | undefined;
}

/** What staff might see to on a date, oldest first. */
export async function todayOf(
  { merchantId, kind, done, limit, cursor }: ListQuery & { done?: 'true' | 'false' | undefined },
  { date, now }: { date: string; now: Date },
): Promise<{ items: TodayRow[]; nextCursor: string | null }> {
  const after = keyOfCursor(cursor);
  const rows = await NoticeModel.find({
    merchantId,
    plannedOn: date,
    ...(kind && { kind }),
    ...(done && { doneAt: done === 'true' ? trusted({ $ne: null }) : null }),
    ...(after ? { _id: trusted({ $gt: after }) } : {}),
  })
    .sort({ _id: 1 })
    .limit(limit + 1)
    .lean<NoticeDocument[]>();
  const { items, nextCursor } = pageOfRows(rows, limit, ({ _id }) => _id);
  return { items: await presentToday(merchantId, items, now), nextCursor };
}

interface TodayCount {
  kind: ReminderKind;
  open: number;
  done: number;
}

/** How many there are on a date, by kind. */
export async function countsOf(merchantId: string, date: string): Promise<TodayCount[]> {
  const isOpen = { $eq: ['$doneAt', null] };
  return NoticeModel.aggregate<TodayCount>([
    { $match: { merchantId, plannedOn: date } },
    {
      $group: {
        _id: '$kind',
        open: { $sum: { $cond: [isOpen, 1, 0] } },
        done: { $sum: { $cond: [isOpen, 0, 1] } },
      },
    },
    { $sort: { _id: 1 } },
    { $project: { _id: 0, kind: '$_id', open: 1, done: 1 } },
  ]);
}

async function presentToday(
  merchantId: string,
  notices: readonly NoticeDocument[],
  now: Date,
): Promise<TodayRow[]> {
  const cardIds = [...new Set(notices.map(({ cardId }) => cardId))];
  const [cards, wallets, users, preferencesBy] = await Promise.all([
    cardsByIds(merchantId, cardIds),
    walletsOf(merchantId, cardIds, now),
    usersById(notices.map(({ userId }) => userId)),
    preferencesOf(merchantId, cardIds),
  ]);
  const phones = await Promise.all(
    notices.map(async ({ cardId, userId }) =>
      preferencesBy(cardId).call ? phoneOf(userId) : null,
    ),
  );
  return notices.map((notice, index) => {
    const { cardId, userId, kind, facts } = notice;
    const user = users.get(userId);
    return {
      id: notice._id,
      kind,
      facts,
      cardId,
      cardNumber: cards.get(cardId)?.number ?? '',
      name: user?.name ?? null,
      phoneMasked: user?.phoneMasked ?? maskPhone(''),
      phone: phones[index] ?? null,
      spendableFen: wallets.get(cardId)?.balance.spendableFen ?? null,
      lastVisitOn: cards.get(cardId)?.lastVisitOn ?? null,
      doneAt: notice.doneAt?.toISOString() ?? null,
    };
  });
}

/** Says that somebody has seen to it, or takes that back. @throws AppError `notFound` */
export async function markDone(
  { merchantId, staffId }: StaffActor,
  { noticeId, done }: { noticeId: string; done: boolean },
  now: Date,
): Promise<Date | null> {
  const mark = done ? { doneAt: now, doneBy: staffId } : { doneAt: null, doneBy: null };
  // Who was first stays.
  const filter = { merchantId, _id: noticeId, ...(done && { doneAt: null }) };
  await NoticeModel.updateOne(filter, { $set: mark });
  const notice = await NoticeModel.findOne({ merchantId, _id: noticeId }).lean<NoticeDocument>();
  if (!notice) throw new AppError('notFound');
  return notice.doneAt;
}

/** What was sent and what became of it, newest first. */
export async function logOf({
  merchantId,
  kind,
  limit,
  cursor,
}: ListQuery): Promise<{ items: ReminderLogRow[]; nextCursor: string | null }> {
  const before = keyOfCursor(cursor);
  const rows = await NoticeModel.find({
    merchantId,
    ...(kind && { kind }),
    ...(before ? { _id: trusted({ $lt: before }) } : {}),
  })
    .sort({ _id: -1 })
    .limit(limit + 1)
    .lean<NoticeDocument[]>();
  const { items, nextCursor } = pageOfRows(rows, limit, ({ _id }) => _id);
  return { items: await presentLog(items), nextCursor };
}

async function presentLog(notices: readonly NoticeDocument[]): Promise<ReminderLogRow[]> {
  const [users, outcomes] = await Promise.all([
    usersById(notices.map(({ userId }) => userId)),
    outcomesOf(notices.map(({ userId, _id }) => ({ userId, kind: 'reminder', occurrence: _id }))),
  ]);
  return notices.map((notice, index) => ({
    id: notice._id,
    kind: notice.kind,
    facts: notice.facts,
    words: notice.words,
    phoneMasked: users.get(notice.userId)?.phoneMasked ?? '',
    plannedOn: notice.plannedOn,
    at: notice.createdAt.toISOString(),
    message: messageStateOf(notice, outcomes[index]),
    sms: notice.sms,
    readAt: notice.readAt?.toISOString() ?? null,
  }));
}

type Outcome = Awaited<ReturnType<typeof outcomesOf>>[number];

const OUTCOMES = {
  sent: 'sent',
  later: 'failed',
  unknown: 'failed',
  refused: 'failed',
  noConsent: 'noConsent',
  notPossible: 'notPossible',
  late: 'late',
} as const;

/** Once it is handed over the outbox knows; without a template nothing ever is. */
function messageStateOf(
  { message, sentOn }: NoticeDocument,
  outcome: Outcome,
): ReminderLogRow['message'] {
  if (message !== 'waiting' || sentOn === null) return message;
  if (outcome === undefined) return 'off';
  return outcome === null ? 'waiting' : OUTCOMES[outcome];
}
