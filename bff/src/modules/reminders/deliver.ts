import {
  addDays,
  dateIn,
  isQuiet,
  type ReminderSettings,
  startOfDay,
  timeIn,
} from '@merchant-coin/shared';
import { log } from '../../http/log';
import { type DueWork, dueWorkOn } from '../../jobs/due-work';
import { failedBy } from '../../wechat/errors';
import { sendSms } from '../../wechat/sms';
import { phoneOf, sendToMember } from '../accounts';
import { merchantById } from '../merchants';
import { type NoticeDocument, NoticeModel } from './notices.model';
import { preferencesOf, wants } from './preferences';
import { settingsOf } from './settings';
import { sentenceOf } from './wording';

const MOST_TRIES = 5;
const FIRST_PAUSE_MS = 30_000;
/** Nobody wants to be reminded any later. */
const LATE_MS = 2 * 86_400_000;
const MINUTE_MS = 60_000;
/** In each SMS. */
const WAY_OUT = '在小程序里可关闭短信提醒';

type Sent = Partial<Pick<NoticeDocument, 'message' | 'sms' | 'sentOn' | 'dueAt'>>;

const keyOf = ({ merchantId, _id }: NoticeDocument) => ({ merchantId, _id });

/**
 * Takes a notice beyond the inbox, in which it is already: a subscribe message where a consent is left, an SMS
 * where merchant and member want that; not while it is quiet, and not above the day's cap.
 */
export async function deliverNotice(notice: NoticeDocument, now: Date): Promise<void> {
  const { merchantId, cardId, kind } = notice;
  const [merchant, settings, preferencesBy] = await Promise.all([
    merchantById(merchantId),
    settingsOf(merchantId),
    preferencesOf(merchantId, [cardId]),
  ]);
  if (!merchant) throw new Error(`no merchant ${merchantId}`);
  const { zone, name } = merchant;
  const { quietFrom, quietUntil, dailyCap, smsKinds } = settings;
  if (now.getTime() - notice.createdAt.getTime() > LATE_MS) {
    return record(notice, { message: 'late', sms: 'late', dueAt: null });
  }
  if (isQuiet(timeIn(zone, now), quietFrom, quietUntil)) {
    return record(notice, { dueAt: nextTime(zone, quietUntil, now) });
  }
  const preferences = preferencesBy(cardId);
  if (!wants(preferences, kind)) return record(notice, { message: 'off', sms: 'off', dueAt: null });
  const today = dateIn(zone, now);
  if (!(await isWithinCap(notice, { today, dailyCap }))) {
    return record(notice, { message: 'capReached', sms: 'capReached', dueAt: null });
  }
  const what = notice.words ?? sentenceOf(kind, notice.facts);
  const notAfter = untilQuiet(zone, settings, now);
  await message(notice, { merchantName: name, what, today, notAfter }, now);
  const wantsSms = preferences.sms && smsKinds.includes(kind);
  await text(notice, wantsSms ? `【${name}】${what}。${WAY_OUT}` : null, now);
}

async function isWithinCap(
  { merchantId, userId, sentOn }: NoticeDocument,
  { today, dailyCap }: { today: string; dailyCap: number },
): Promise<boolean> {
  if (sentOn === today) return true;
  return (await NoticeModel.countDocuments({ merchantId, userId, sentOn: today })) < dailyCap;
}

/** The outbox sends it once, whatever happens here; its row knows what became of it. */
async function message(
  notice: NoticeDocument,
  sent: { merchantName: string; what: string; today: string; notAfter: Date },
  now: Date,
): Promise<void> {
  const { userId, _id, cardId } = notice;
  const { merchantName, what, today, notAfter } = sent;
  await sendToMember(
    {
      userId,
      kind: 'reminder',
      occurrence: _id,
      facts: { merchant: merchantName, what, date: today },
      page: `features/card/index?cardId=${cardId}`,
      notAfter,
    },
    now,
  );
  await record(notice, { sentOn: today });
}

/** At most once: it is written down as failed before it leaves, and put right after. */
async function text(notice: NoticeDocument, words: string | null, now: Date): Promise<void> {
  if (words === null) return record(notice, { sms: 'off', dueAt: null });
  const phone = await phoneOf(notice.userId);
  if (phone === null) return record(notice, { sms: 'notPossible', dueAt: null });
  const taken = await NoticeModel.updateOne(
    { ...keyOf(notice), sms: 'waiting' },
    { $set: { sms: 'failed', dueAt: null }, $inc: { tries: 1 } },
  );
  if (taken.modifiedCount === 0) return;
  try {
    await sendSms({ phone, purpose: notice.kind, text: words });
    await record(notice, { sms: 'sent' });
  } catch (error) {
    log.warn({ err: error, noticeId: notice._id }, 'reminder by SMS not sent');
    // Only what certainly did not leave is tried again.
    const again = failedBy(error, 'busy') && notice.tries + 1 < MOST_TRIES;
    const dueAt = new Date(now.getTime() + FIRST_PAUSE_MS * 2 ** notice.tries);
    if (again) await record(notice, { sms: 'waiting', dueAt });
  }
}

async function record(notice: NoticeDocument, sent: Sent): Promise<void> {
  await NoticeModel.updateOne(keyOf(notice), { $set: sent });
}

/** What waits in the outbox does not leave at night either. */
const untilQuiet = (zone: string, { quietFrom, quietUntil }: ReminderSettings, now: Date): Date =>
  quietFrom === quietUntil ? new Date(now.getTime() + LATE_MS) : nextTime(zone, quietFrom, now);

/** The next instant at which the clocks of a zone show a time of day, to the minute. */
export function nextTime(zone: string, time: string, now: Date): Date {
  const today = dateIn(zone, now);
  const date = timeIn(zone, now) < time ? today : addDays(today, 1);
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  let instant = new Date(startOfDay(zone, date).getTime() + (hours * 60 + minutes) * MINUTE_MS);
  // On a day on which clocks are changed noon is not twelve hours after midnight.
  for (let tries = 0; tries < 3 && timeIn(zone, instant) !== time; tries += 1) {
    const [shown = 0, shownMinutes = 0] = timeIn(zone, instant).split(':').map(Number);
    const offMinutes = hours * 60 + minutes - (shown * 60 + shownMinutes);
    instant = new Date(instant.getTime() + offMinutes * MINUTE_MS);
  }
  return instant;
}

/** Pauses between looks at one that could not be delivered for a reason of ours. */
const RETRY_MS = 60_000;

/** For the worker: notices that have not left yet. */
export const dueNotices: DueWork = dueWorkOn<NoticeDocument>({
  name: 'notices',
  model: NoticeModel,
  next: (_due, now) => ({ dueAt: new Date(now.getTime() + RETRY_MS) }),
  look: deliverNotice,
});
