import type Router from '@koa/router';
import { api, dateIn } from '@merchant-coin/shared';
import { mount } from '../../http/mount';
import { ownCard } from '../cards';
import { zoneOf } from '../merchants';
import { inboxOf, readThrough, unreadOf } from './inbox';
import { myRemindersOf } from './my-reminders';
import { addOccasion, removeOccasion, setBirthday } from './occasions';
import { setPreferences } from './preferences';
import { setSettings, settingsOf } from './settings';
import { countsOf, logOf, markDone, todayOf } from './staff-lists';

export function reminderRoutes(router: Router): void {
  inboxRoutes(router);
  memberRoutes(router);
  staffRoutes(router);
  ownerRoutes(router);
}

function inboxRoutes(router: Router): void {
  mount(router, api.reminders.listMyNotices, ({ input, actor }) => inboxOf(actor.userId, input));

  mount(router, api.reminders.countMyNotices, async ({ actor }) => ({
    unread: await unreadOf(actor.userId),
  }));

  mount(router, api.reminders.readMyNotices, async ({ input, actor, now }) => {
    await readThrough(actor.userId, input.through, now);
    return { unread: await unreadOf(actor.userId) };
  });
}

function memberRoutes(router: Router): void {
  mount(router, api.reminders.getMyReminders, async ({ input, actor, now }) =>
    myRemindersOf(await ownCard(actor.userId, input.cardId), now),
  );

  mount(router, api.reminders.setMyReminders, async ({ input, actor, now }) => {
    const card = await ownCard(actor.userId, input.cardId);
    await setPreferences(card.merchantId, card._id, input);
    return myRemindersOf(card, now);
  });

  mount(router, api.reminders.setMyBirthday, async ({ input, actor, now }) => {
    const card = await ownCard(actor.userId, input.cardId);
    await setBirthday(card, input.birthday, now);
    return myRemindersOf(card, now);
  });

  mount(router, api.reminders.addOccasion, async ({ input, actor, now }) =>
    addOccasion(await ownCard(actor.userId, input.cardId), input, now),
  );

  mount(router, api.reminders.removeOccasion, async ({ input, actor }) =>
    removeOccasion(await ownCard(actor.userId, input.cardId), input.occasionId),
  );
}

function staffRoutes(router: Router): void {
  mount(router, api.reminders.listToday, async ({ input, now }) => {
    const date = dateIn(await zoneOf(input.merchantId), now);
    return todayOf(input, { date, now });
  });

  mount(router, api.reminders.countToday, async ({ input: { merchantId }, now }) => {
    const date = dateIn(await zoneOf(merchantId), now);
    return { counts: await countsOf(merchantId, date) };
  });

  mount(router, api.reminders.markToday, async ({ input, actor, now }) => {
    const doneAt = await markDone(actor, input, now);
    return { doneAt: doneAt?.toISOString() ?? null };
  });
}

function ownerRoutes(router: Router): void {
  mount(router, api.reminders.getReminderSettings, ({ input }) => settingsOf(input.merchantId));

  mount(router, api.reminders.setReminderSettings, ({ input: { merchantId, ...settings } }) =>
    setSettings(merchantId, settings),
  );

  mount(router, api.reminders.listReminderLog, ({ input }) => logOf(input));
}
