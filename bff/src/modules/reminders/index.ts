export { calendarRoutes } from './calendar.routes';
export { dueNotices } from './deliver';
export { remindOfLowBalance } from './low-balance';
export { noCounts, type PlanCounts, planDay, planReminders } from './plan';
export { reminderRoutes } from './reminders.routes';
