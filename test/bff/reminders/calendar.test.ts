import {
  lunarTextOf,
  nextOccurrence,
  occurrenceIn,
} from '@merchant-coin/bff/modules/reminders/calendar';
import { addDays, type AnnualDay, api } from '@merchant-coin/shared';
import fc from 'fast-check';
import { SolarDay } from 'tyme4ts';
import { startTestApp, type TestApp } from '../../support/app';
import { invalid } from '../../support/client';

const solar = (month: number, day: number): AnnualDay => ({
  calendar: 'solar',
  month,
  day,
  leap: false,
});
const lunar = (month: number, day: number, leap = false): AnnualDay => ({
  calendar: 'lunar',
  month,
  day,
  leap,
});

/** The lunar day that a date is, and its lunar year. */
function lunarDayOf(date: string): AnnualDay & { year: number } {
  const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
  const told = SolarDay.fromYmd(year, month, day).getLunarDay();
  const ofMonth = told.getLunarMonth();
  return { year: told.getYear(), ...lunar(ofMonth.getMonth(), told.getDay(), ofMonth.isLeap()) };
}

describe('occurrenceIn', () => {
  it('maps every date of 2020 to 2100 back to itself, by the sun and by the moon', () => {
    const wrong: string[] = [];
    for (let date = '2020-01-01'; date <= '2100-12-31'; date = addDays(date, 1)) {
      const [year = 0, month = 0, day = 0] = date.split('-').map(Number);
      const { year: lunarYear, ...told } = lunarDayOf(date);
      if (occurrenceIn(year, solar(month, day)) !== date) wrong.push(`solar ${date}`);
      if (occurrenceIn(lunarYear, told) !== date) wrong.push(`lunar ${date}`);
    }
    expect(wrong).toEqual([]);
  });

  it.each<[string, AnnualDay, number, string]>([
    ['a leap month in its year', lunar(6, 1, true), 2025, '2025-07-25'],
    ['a leap month in a year without it', lunar(6, 1, true), 2026, '2026-07-14'],
    ['a plain month in a year that has it twice', lunar(6, 1), 2025, '2025-06-25'],
    ['leap month 5 of 2028', lunar(5, 1, true), 2028, '2028-06-23'],
    ['leap month 11 of 2033', lunar(11, 1, true), 2033, '2033-12-22'],
    ['day 30 of a month of 29', lunar(6, 30, true), 2025, '2025-08-22'],
    ['29 February in a common year', solar(2, 29), 2027, '2027-02-28'],
    ['29 February in a leap year', solar(2, 29), 2028, '2028-02-29'],
    ['the twelfth month, which ends in the next solar year', lunar(12, 29), 2025, '2026-02-16'],
    ['New Year', lunar(1, 1), 2026, '2026-02-17'],
  ])('knows %s', (_what, day, year, date) => {
    expect(occurrenceIn(year, day)).toBe(date);
  });
});

describe('nextOccurrence', () => {
  it('takes the day itself, and the lunar year before where it still runs', () => {
    expect(nextOccurrence(lunar(12, 29), '2026-02-16')).toBe('2026-02-16');
    expect(nextOccurrence(lunar(12, 29), '2026-02-17')).toBe('2027-02-05');
    expect(nextOccurrence(lunar(12, 8), '2026-01-01')).toBe('2026-01-26');
    expect(nextOccurrence(solar(12, 31), '2026-12-31')).toBe('2026-12-31');
    expect(nextOccurrence(solar(1, 1), '2026-12-31')).toBe('2027-01-01');
  });

  it('is never before the date, never further than thirteen lunar months, and skips none', () => {
    const day = fc.oneof(
      fc.record({
        calendar: fc.constant('lunar' as const),
        month: fc.integer({ min: 2, max: 11 }),
        day: fc.integer({ min: 1, max: 30 }),
        leap: fc.boolean(),
      }),
      fc.record({
        calendar: fc.constant('solar' as const),
        month: fc.integer({ min: 1, max: 12 }),
        day: fc.integer({ min: 1, max: 28 }),
        leap: fc.constant(false),
      }),
    );
    const offset = fc.integer({ min: 0, max: 80 * 365 });
    fc.assert(
      fc.property(day, offset, (annual, days) => {
        const after = addDays('2020-01-01', days);
        const next = nextOccurrence(annual, after);
        expect(next >= after).toBe(true);
        expect(next <= addDays(after, 414)).toBe(true);
        // Whatever lies between is not the day.
        expect(nextOccurrence(annual, next)).toBe(next);
        if (next > after) expect(nextOccurrence(annual, addDays(after, 1))).toBe(next);
      }),
      { numRuns: 2_000 },
    );
  });
});

describe('lunarTextOf', () => {
  it('names year, month and day', () => {
    expect(lunarTextOf('2025-07-25')).toBe('农历乙巳年闰六月初一');
    expect(lunarTextOf('2026-02-17')).toBe('农历丙午年正月初一');
  });
});

let app: TestApp;
beforeAll(async () => {
  app = await startTestApp();
});
afterAll(() => app.close());

describe('calendar.nextOccurrence', () => {
  const ask = (fields: Record<string, string>) =>
    app.call(api.calendar.nextOccurrence, invalid(fields));

  it('answers date and lunar text to anyone', async () => {
    const day = { calendar: 'lunar', month: '6', day: '1', leap: 'true', after: '2026-01-01' };
    const { status, body } = await ask(day);
    expect(status).toBe(200);
    expect(body).toEqual({ date: '2026-07-14', lunarText: '农历丙午年六月初一' });
  });

  it('starts with today in Beijing where nothing is said', async () => {
    app.clock.set(new Date('2026-12-31T16:30:00Z'));
    const { body } = await ask({ calendar: 'solar', month: '12', day: '31' });
    expect(body.date).toBe('2027-12-31');
    app.clock.reset();
  });

  it.each<[string, Record<string, string>]>([
    ['month', { calendar: 'lunar', month: '13', day: '1' }],
    ['month', { calendar: 'solar', month: '0', day: '1' }],
    ['day', { calendar: 'lunar', month: '1', day: '31' }],
    ['day', { calendar: 'solar', month: '2', day: '30' }],
    ['day', { calendar: 'solar', month: '4', day: '31' }],
    ['day', { calendar: 'solar', month: '4', day: '1.5' }],
    ['leap', { calendar: 'solar', month: '6', day: '1', leap: 'true' }],
    ['leap', { calendar: 'lunar', month: '12', day: '1', leap: 'true' }],
    ['leap', { calendar: 'lunar', month: '6', day: '1', leap: 'yes' }],
    ['after', { calendar: 'lunar', month: '6', day: '1', after: '2026-02-30' }],
    ['after', { calendar: 'lunar', month: '6', day: '1', after: '1066-10-14' }],
    ['calendar', { calendar: 'mayan', month: '6', day: '1' }],
  ])('refuses an impossible %s: %p', async (path, fields) => {
    const { status, problem } = await ask(fields);
    expect(status).toBe(400);
    const issues = problem?.details?.['issues'] as { path: string }[];
    expect(new Set(issues.map((issue) => issue.path))).toEqual(new Set([path]));
  });
});

describe('calendar.nextBirthday', () => {
  const ask = (input: object) => app.call(api.calendar.nextBirthday, invalid(input));

  it('answers the next one by the sun and by the moon to anyone', async () => {
    const { status, body } = await ask({ date: '1990-12-03', after: '2026-12-01' });
    expect(status).toBe(200);
    expect(body).toEqual({
      nextSolarOn: '2026-12-03',
      nextLunarOn: '2027-11-14',
      lunarText: '农历丁未年十月十七',
    });
    const leap = await ask({ date: '2004-02-29', after: '2026-03-01' });
    expect(leap.body.nextSolarOn).toBe('2027-02-28');
  });

  it.each([[{}], [{ date: '1990-02-30' }], [{ date: '1990-12-03', after: '2200-01-01' }]])(
    'refuses %p',
    async (input) => {
      expect((await ask(input)).status).toBe(400);
    },
  );
});
