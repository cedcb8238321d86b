import type { Notice } from '@merchant-coin/shared';
import { keyOfCursor, pageOfRows } from '../../db/cursor';
import { trusted } from '../../db/mongo';
import { open } from '../../db/seal';
import { membershipsOf } from '../members';
import { merchantsByIds } from '../merchants';
import { type NoticeDocument, NoticeModel } from './notices.model';

/** More cards than anybody has. */
const MOST_CARDS = 100;
/** A badge says no more than '99+'. */
const MOST_UNREAD = 100;

async function merchantsOf(userId: string): Promise<string[]> {
  const { items } = await membershipsOf(userId, { limit: MOST_CARDS });
  return items.map(({ merchantId }) => merchantId);
}

function present(notice: NoticeDocument, merchantName: string): Notice {
  const { _id, merchantId, cardId, kind, nameSealed, words } = notice;
  const facts = { ...notice.facts, ...(nameSealed !== null && { name: open(nameSealed) }) };
  const readAt = notice.readAt?.toISOString() ?? null;
  const at = notice.createdAt.toISOString();
  return { id: _id, merchantId, merchantName, cardId, kind, facts, words, at, readAt };
}

/** A user's notices of all merchants, newest first: each merchant's are read, then put together. */
export async function inboxOf(
  userId: string,
  { limit, cursor }: { limit: number; cursor?: string | undefined },
): Promise<{ items: Notice[]; nextCursor: string | null }> {
  const before = keyOfCursor(cursor);
  const older = before ? { _id: trusted({ $lt: before }) } : {};
  const merchantIds = await merchantsOf(userId);
  const [merchants, ...lists] = await Promise.all([
    merchantsByIds(merchantIds),
    ...merchantIds.map((merchantId) =>
      NoticeModel.find({ merchantId, userId, ...older })
        .sort({ _id: -1 })
        .limit(limit + 1)
        .lean<NoticeDocument[]>(),
    ),
  ]);
  const newest = lists.flat().sort((a, b) => (a._id < b._id ? 1 : -1));
  const { items, nextCursor } = pageOfRows(newest, limit, ({ _id }) => _id);
  const named = items.map((notice) =>
    present(notice, merchants.get(notice.merchantId)?.name ?? ''),
  );
  return { items: named, nextCursor };
}

/** How many notices a user has not read; at most a hundred are counted. */
export async function unreadOf(userId: string): Promise<number> {
  let unread = 0;
  for (const merchantId of await merchantsOf(userId)) {
    const filter = { merchantId, userId, readAt: null };
    unread += await NoticeModel.countDocuments(filter).limit(MOST_UNREAD - unread);
    if (unread >= MOST_UNREAD) return MOST_UNREAD;
  }
  return unread;
}

/** Marks a notice and all older ones as read. */
export async function readThrough(userId: string, noticeId: string, now: Date): Promise<void> {
  for (const merchantId of await merchantsOf(userId)) {
    await NoticeModel.updateMany(
      { merchantId, userId, readAt: null, _id: trusted({ $lte: noticeId }) },
      { $set: { readAt: now } },
    );
  }
}
