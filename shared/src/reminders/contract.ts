import { z } from 'zod';
import { endpoint, LIMITS } from '../kernel/endpoint';
import { calendarDate } from '../kernel/schema';
import { type AnnualDay, annualDayProblem } from './rules';

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
