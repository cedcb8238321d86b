import { addDays, dateIn, endOfDayAfter, startOfDay } from '@merchant-coin/shared';
import { CATCH_UP_DAYS, datesToRun, dueDate } from '@merchant-coin/bff/jobs/schedule';

describe('startOfDay', () => {
  it.each([
    ['Asia/Shanghai', '2026-03-01', '2026-02-28T16:00:00.000Z'],
    ['Australia/Sydney', '2026-01-15', '2026-01-14T13:00:00.000Z'],
    ['Australia/Sydney', '2026-07-15', '2026-07-14T14:00:00.000Z'],
    // The day on which clocks change, and the one after it: 25 hours lie between.
    ['Australia/Sydney', '2026-04-05', '2026-04-04T13:00:00.000Z'],
    ['Australia/Sydney', '2026-04-06', '2026-04-05T14:00:00.000Z'],
    ['America/New_York', '2026-03-09', '2026-03-09T04:00:00.000Z'],
    ['Pacific/Kiritimati', '2026-03-01', '2026-02-28T10:00:00.000Z'],
    ['Pacific/Pago_Pago', '2026-03-01', '2026-03-01T11:00:00.000Z'],
    ['Asia/Kathmandu', '2026-03-01', '2026-02-28T18:15:00.000Z'],
    // Clocks go from 00:00 to 01:00: the day has no midnight.
    ['Africa/Cairo', '2026-04-24', '2026-04-23T22:00:00.000Z'],
  ])('in %s on %s is %s', (zone, date, instant) => {
    const start = startOfDay(zone, date);
    expect(start.toISOString()).toBe(instant);
    expect(dateIn(zone, start)).toBe(date);
    expect(dateIn(zone, new Date(start.getTime() - 1))).toBe(addDays(date, -1));
  });
});

describe('endOfDayAfter', () => {
  it('is the midnight after the last good day, in the merchant’s zone', () => {
    const now = new Date('2026-04-04T12:59:00Z');
    expect(endOfDayAfter('Asia/Shanghai', now, 1).toISOString()).toBe('2026-04-05T16:00:00.000Z');
    // 23:59 on 4 April in Sydney; clocks change that night.
    expect(endOfDayAfter('Australia/Sydney', now, 1).toISOString()).toBe(
      '2026-04-05T14:00:00.000Z',
    );
    expect(endOfDayAfter('Asia/Shanghai', now, 0).toISOString()).toBe('2026-04-04T16:00:00.000Z');
  });
});

describe('dueDate', () => {
  it.each([
    ['Asia/Shanghai', '2026-03-01T16:09:59Z', '2026-03-01'],
    ['Asia/Shanghai', '2026-03-01T16:10:00Z', '2026-03-02'],
    ['Asia/Shanghai', '2026-03-02T15:59:00Z', '2026-03-02'],
    ['Asia/Shanghai', '2026-03-02T16:00:00Z', '2026-03-02'],
    ['Australia/Sydney', '2026-01-14T13:09:00Z', '2026-01-14'],
    ['Australia/Sydney', '2026-01-14T13:10:00Z', '2026-01-15'],
    ['Australia/Sydney', '2026-07-14T13:10:00Z', '2026-07-14'],
    // 00:10 does not exist that night; 01:00 is past it.
    ['Africa/Cairo', '2026-04-23T22:00:00Z', '2026-04-24'],
  ])('at 00:10 in %s, %s is the run of %s', (zone, now, date) => {
    expect(dueDate('00:10', zone, new Date(now))).toBe(date);
  });
});

describe('datesToRun', () => {
  it('starts with the date that is due', () => {
    expect(datesToRun(null, '2026-03-01')).toEqual(['2026-03-01']);
  });

  it('makes up for missed dates, oldest first', () => {
    expect(datesToRun('2026-02-26', '2026-03-01')).toEqual([
      '2026-02-27',
      '2026-02-28',
      '2026-03-01',
    ]);
  });

  it.each(['2026-03-01', '2026-03-02'])('has nothing to do after %s was done', (done) => {
    expect(datesToRun(done, '2026-03-01')).toEqual([]);
  });

  it('lets go of what is too long ago', () => {
    const dates = datesToRun('2025-01-01', '2026-03-01');
    expect(dates).toHaveLength(CATCH_UP_DAYS);
    expect([dates[0], dates.at(-1)]).toEqual(['2026-01-30', '2026-03-01']);
  });
});
