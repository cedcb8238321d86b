import { z } from 'zod';
import { calendarDate, fen, id, instant, text } from '../kernel/schema';
import {
  type AnnualDay,
  annualDayProblem,
  MAX_TEXT_LENGTH,
  REMINDER_KINDS,
  type ReminderKind,
  unknownFactIn,
} from './rules';

/** Years that the calendar is asked about; its tables reach further. */
const FIRST_DATE = '1900-01-01';
const LAST_DATE = '2199-12-31';

/** Names the field of what is no day of any year. */
export function checkAnnualDay(value: AnnualDay, context: z.core.$RefinementCtx): void {
  const path = annualDayProblem(value);
  if (path) context.addIssue({ code: 'custom', path: [path], message: 'no year has such a day' });
}

export const annualDayFields = {
  calendar: z.enum(['solar', 'lunar']),
  month: z.int(),
  day: z.int(),
  leap: z.boolean(),
};

/** A day that comes round each year. */
export const annualDay = z.object(annualDayFields).superRefine(checkAnnualDay);

export const tabledDate = calendarDate.refine((date) => date >= FIRST_DATE && date <= LAST_DATE, {
  error: 'between 1900 and 2199',
});

/** `lunarText` is `nextLunarOn` by the moon. */
export const nextBirthdays = {
  nextSolarOn: calendarDate,
  nextLunarOn: calendarDate,
  lunarText: z.string(),
};

export const digits = z
  .string()
  .regex(/^\d{1,2}$/)
  .transform(Number);

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

/** In the owner's own text; null: in the usual one. */
const words = z.string().nullable();

/** A reminder in the member's inbox. */
export const notice = z.object({
  id: id('notice'),
  merchantId,
  merchantName: z.string(),
  cardId,
  kind: reminderKind,
  facts: reminderFacts,
  words,
  at: instant,
  readAt: instant.nullable(),
});
export type Notice = z.infer<typeof notice>;

export const unread = z.object({ unread: z.int() });

export const occasion = z.object({
  id: id('occasion'),
  name: z.string(),
  day: z.object(annualDayFields),
  nextOn: calendarDate,
  /** `nextOn` by the moon. */
  lunarText: z.string(),
});
export type Occasion = z.infer<typeof occasion>;

export const birthday = z.object({
  /** By the sun; the lunar day follows from it. */
  date: calendarDate,
  solarOn: z.boolean(),
  lunarOn: z.boolean(),
});
export type Birthday = z.infer<typeof birthday>;

export const preferences = {
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
  birthday: birthday.extend(nextBirthdays).nullable(),
  occasions: z.array(occasion),
});
export type MyReminders = z.infer<typeof myReminders>;

const timeOfDay = z.string().regex(/^(?:[01]\d|2[0-3]):[0-5]\d$/);
const daysAhead = z
  .array(z.int().min(0).max(365))
  .max(5)
  .refine((days) => new Set(days).size === days.length, { error: 'each number once' });

/** Names the kind whose text asks for what it does not know. */
function checkTexts(texts: Partial<Record<ReminderKind, string>>, context: z.core.$RefinementCtx) {
  for (const kind of REMINDER_KINDS) {
    const unknown = unknownFactIn(kind, texts[kind] ?? '');
    if (unknown !== null) {
      context.addIssue({ code: 'custom', path: [kind], message: `${unknown} is no fact of it` });
    }
  }
}

export const settings = z.object({
  kinds: z.array(reminderKind).max(REMINDER_KINDS.length),
  smsKinds: z.array(reminderKind).max(REMINDER_KINDS.length),
  lowBalanceFen: z.int().min(1).max(1_000_000),
  cardExpiringDays: daysAhead,
  bonusExpiringDays: daysAhead,
  absentDays: z.int().min(7).max(730),
  quietFrom: timeOfDay,
  quietUntil: timeOfDay,
  dailyCap: z.int().min(0).max(10),
  /** The owner's own texts, with facts in braces; kinds without one have the usual one. */
  texts: z.partialRecord(reminderKind, text(MAX_TEXT_LENGTH)).superRefine(checkTexts),
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
  words,
  phoneMasked: z.string(),
  plannedOn: calendarDate,
  at: instant,
  message: deliveryState,
  sms: deliveryState,
  readAt: instant.nullable(),
});
export type ReminderLogRow = z.infer<typeof reminderLogRow>;
