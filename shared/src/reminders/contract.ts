import { z } from 'zod';
import { endpoint, LIMITS } from '../kernel/endpoint';
import { pageOf, pageQuery } from '../kernel/page';
import { calendarDate, fen, id, instant, text } from '../kernel/schema';
import { type AnnualDay, annualDayProblem, REMINDER_KINDS } from './rules';

/** Years that the calendar is asked about; its tables reach further. */
const FIRST_DATE = '1900-01-01';
const LAST_DATE = '2199-12-31';

/** Names the field of what is no day of any year. */
export function checkAnnualDay(value: AnnualDay, context: z.core.$RefinementCtx): void {
  const path = annualDayProblem(value);
  if (path) context.addIssue({ code: 'custom', path: [path], message: 'no year has such a day' });
}

const annualDayFields = {
  calendar: z.enum(['solar', 'lunar']),
  month: z.int(),
  day: z.int(),
  leap: z.boolean(),
};

/** A day that comes round each year. */
export const annualDay = z.object(annualDayFields).superRefine(checkAnnualDay);

const digits = z
  .string()
  .regex(/^\d{1,2}$/)
  .transform(Number);

export const calendar = {
  nextOccurrence: endpoint({
    method: 'GET',
    path: '/v1/calendar/next-occurrence',
    summary: 'When a day of the year falls next, solar or lunar',
    access: 'public',
    status: 200,
    limits: [LIMITS.publicRead],
    input: z
      .object({
        calendar: annualDayFields.calendar,
        month: digits,
        day: digits,
        leap: z
          .enum(['true', 'false'])
          .default('false')
          .transform((text) => text === 'true'),
        /** The first date that counts; today in Beijing by default. */
        after: calendarDate
          .refine((date) => date >= FIRST_DATE && date <= LAST_DATE, {
            error: 'between 1900 and 2199',
          })
          .optional(),
      })
      .superRefine(checkAnnualDay),
    output: z.object({
      /** On or after `after`. */
      date: calendarDate,
      /** That date by the moon: 农历丙午年六月初一. */
      lunarText: z.string(),
    }),
    errors: [],
  }),
};

const merchantId = id('merchant');
const cardId = id('card');

export const reminderKind = z.enum(REMINDER_KINDS);

/** What a reminder is about, as its text needs it; each kind has some of them. */
export const reminderFacts = z.object({
  balanceFen: fen.optional(),
  limitFen: fen.optional(),
  /** The day that it is about. */
  date: calendarDate.optional(),
  days: z.int().optional(),
  amountFen: fen.optional(),
  /** Of an anniversary. */
  name: z.string().optional(),
});
export type ReminderFacts = z.infer<typeof reminderFacts>;

/** A reminder in the member's inbox. */
export const notice = z.object({
  id: id('notice'),
  merchantId,
  merchantName: z.string(),
  cardId,
  kind: reminderKind,
  facts: reminderFacts,
  at: instant,
  readAt: instant.nullable(),
});
export type Notice = z.infer<typeof notice>;

const unread = z.object({ unread: z.int() });

export const occasion = z.object({
  id: id('occasion'),
  name: z.string(),
  day: z.object(annualDayFields),
  nextOn: calendarDate,
  /** `nextOn` by the moon. */
  lunarText: z.string(),
});
export type Occasion = z.infer<typeof occasion>;

const birthday = z.object({
  /** By the sun; the lunar day follows from it. */
  date: calendarDate,
  solarOn: z.boolean(),
  lunarOn: z.boolean(),
});
export type Birthday = z.infer<typeof birthday>;

const preferences = {
  /** Nothing at all. */
  allOff: z.boolean(),
  offKinds: z.array(reminderKind).max(REMINDER_KINDS.length),
  /** Whether the merchant may also send an SMS, or call. */
  sms: z.boolean(),
  call: z.boolean(),
  /** The member's own limit; null: the merchant's. */
  lowBalanceFen: z.int().min(1).max(1_000_000).nullable(),
};

/** How one card's member is reminded. */
export const myReminders = z.object({
  ...preferences,
  /** What the merchant reminds of at all, and from which balance on. */
  merchantKinds: z.array(reminderKind),
  merchantLowBalanceFen: fen,
  birthday: birthday
    .extend({ nextSolarOn: calendarDate, nextLunarOn: calendarDate, lunarText: z.string() })
    .nullable(),
  occasions: z.array(occasion),
});
export type MyReminders = z.infer<typeof myReminders>;

const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
const daysAhead = z
  .array(z.int().min(0).max(365))
  .max(5)
  .refine((days) => new Set(days).size === days.length, { error: 'each number once' });

const settings = z.object({
  kinds: z.array(reminderKind).max(REMINDER_KINDS.length),
  smsKinds: z.array(reminderKind).max(REMINDER_KINDS.length),
  lowBalanceFen: z.int().min(1).max(1_000_000),
  cardExpiringDays: daysAhead,
  bonusExpiringDays: daysAhead,
  absentDays: z.int().min(7).max(730),
  quietFrom: timeOfDay,
  quietUntil: timeOfDay,
  dailyCap: z.int().min(0).max(10),
});
export type ReminderSettings = z.infer<typeof settings>;

/** Someone whom staff might greet, call or look after today. */
export const todayRow = z.object({
  id: id('notice'),
  kind: reminderKind,
  facts: reminderFacts,
  cardId,
  cardNumber: z.string(),
  name: z.string().nullable(),
  phoneMasked: z.string(),
  /** In full, to call, where the member allows it. */
  phone: z.string().nullable(),
  spendableFen: fen.nullable(),
  lastVisitOn: calendarDate.nullable(),
  doneAt: instant.nullable(),
});
export type TodayRow = z.infer<typeof todayRow>;

/** What became of a reminder outside the inbox. `off`: not by this way here. */
export const deliveryState = z.enum([
  'waiting',
  'sent',
  'off',
  'noConsent',
  'capReached',
  'notPossible',
  'failed',
  'late',
]);

export const reminderLogRow = z.object({
  id: id('notice'),
  kind: reminderKind,
  facts: reminderFacts,
  phoneMasked: z.string(),
  plannedOn: calendarDate,
  at: instant,
  message: deliveryState,
  sms: deliveryState,
  readAt: instant.nullable(),
});
export type ReminderLogRow = z.infer<typeof reminderLogRow>;

export const reminders = {
  listMyNotices: endpoint({
    method: 'GET',
    path: '/v1/me/notices',
    summary: 'The inbox, newest first, of all one’s cards',
    access: 'user',
    status: 200,
    limits: [LIMITS.read],
    input: z.object(pageQuery),
    output: pageOf(notice),
    errors: [],
  }),
  countMyNotices: endpoint({
    method: 'GET',
    path: '/v1/me/notices/unread',
    summary: 'How many notices wait to be read',
    access: 'user',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({}),
    output: unread,
    errors: [],
  }),
  readMyNotices: endpoint({
    method: 'POST',
    path: '/v1/me/notices/read',
    summary: 'Marks a notice and all older ones as read',
    access: 'user',
    status: 200,
    limits: [LIMITS.write],
    input: z.object({ through: id('notice') }),
    output: unread,
    errors: [],
  }),
  getMyReminders: endpoint({
    method: 'GET',
    path: '/v1/me/cards/{cardId}/reminders',
    summary: 'What this card’s merchant reminds of, and what its member wants of that',
    access: 'user',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ cardId }),
    output: myReminders,
    errors: ['notFound'],
  }),
  setMyReminders: endpoint({
    method: 'POST',
    path: '/v1/me/cards/{cardId}/reminders',
    summary: 'Switches kinds and ways on and off',
    access: 'user',
    status: 200,
    limits: [LIMITS.write],
    input: z.object({ cardId, ...preferences }),
    output: myReminders,
    errors: ['notFound'],
  }),
  setMyBirthday: endpoint({
    method: 'POST',
    path: '/v1/me/cards/{cardId}/birthday',
    summary: 'Tells the merchant one’s birthday, or takes it back',
    access: 'user',
    status: 200,
    limits: [LIMITS.write],
    input: z.object({ cardId, birthday: birthday.nullable() }),
    output: myReminders,
    errors: ['notFound'],
  }),
  addOccasion: endpoint({
    method: 'POST',
    path: '/v1/me/cards/{cardId}/occasions',
    summary: 'Adds a day to be reminded of each year, at most twenty',
    access: 'user',
    status: 201,
    limits: [LIMITS.write],
    input: z.object({ cardId, name: text(20), day: annualDay }),
    output: occasion,
    errors: ['notFound', 'conflict'],
  }),
  removeOccasion: endpoint({
    method: 'POST',
    path: '/v1/me/cards/{cardId}/occasions/{occasionId}/remove',
    summary: 'Takes a day out again',
    access: 'user',
    status: 204,
    limits: [LIMITS.write],
    input: z.object({ cardId, occasionId: id('occasion') }),
    output: z.void(),
    errors: ['notFound'],
  }),
  listToday: endpoint({
    method: 'GET',
    path: '/v1/merchants/{merchantId}/today',
    summary: 'Members to think of today: birthdays, expiring, low, absent',
    access: 'clerk',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ merchantId, kind: reminderKind.optional(), ...pageQuery }),
    output: pageOf(todayRow),
    errors: ['notFound'],
  }),
  markToday: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/today/{noticeId}',
    summary: 'Says that somebody has seen to it, or takes that back',
    access: 'clerk',
    status: 200,
    limits: [LIMITS.write],
    input: z.object({ merchantId, noticeId: id('notice'), done: z.boolean() }),
    output: z.object({ doneAt: instant.nullable() }),
    errors: ['notFound'],
  }),
  getReminderSettings: endpoint({
    method: 'GET',
    path: '/v1/merchants/{merchantId}/reminder-settings',
    summary: 'How members are reminded',
    access: 'owner',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ merchantId }),
    output: settings,
    errors: ['notFound'],
  }),
  setReminderSettings: endpoint({
    method: 'POST',
    path: '/v1/merchants/{merchantId}/reminder-settings',
    summary: 'Changes how members are reminded',
    access: 'owner',
    status: 200,
    limits: [LIMITS.write],
    input: settings.extend({ merchantId }),
    output: settings,
    errors: ['notFound'],
  }),
  listReminderLog: endpoint({
    method: 'GET',
    path: '/v1/merchants/{merchantId}/reminder-log',
    summary: 'What was sent, to whom, and why not, newest first',
    access: 'owner',
    status: 200,
    limits: [LIMITS.read],
    input: z.object({ merchantId, kind: reminderKind.optional(), ...pageQuery }),
    output: pageOf(reminderLogRow),
    errors: ['notFound'],
  }),
};
