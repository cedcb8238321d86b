import type Router from '@koa/router';
import { api, dateIn, DEFAULT_ZONE } from '@merchant-coin/shared';
import { mount } from '../../http/mount';
import { lunarTextOf, nextBirthdaysOf, nextOccurrence } from './calendar';

export function calendarRoutes(router: Router): void {
  mount(router, api.calendar.nextOccurrence, ({ input, now }) => {
    const { after = dateIn(DEFAULT_ZONE, now), ...day } = input;
    const date = nextOccurrence(day, after);
    return { date, lunarText: lunarTextOf(date) };
  });

  mount(router, api.calendar.nextBirthday, ({ input, now }) => {
    const { date, after = dateIn(DEFAULT_ZONE, now) } = input;
    return nextBirthdaysOf(date, after);
  });
}
