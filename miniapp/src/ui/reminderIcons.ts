import type { ReminderKind } from '@merchant-coin/shared/reminders/rules';
import type { IconName } from './Icon';

export const REMINDER_ICONS: Record<ReminderKind, IconName> = {
  lowBalance: 'coin',
  cardExpiring: 'cards',
  bonusExpiring: 'gift',
  birthday: 'cake',
  anniversary: 'calendar',
  absent: 'clock',
};
