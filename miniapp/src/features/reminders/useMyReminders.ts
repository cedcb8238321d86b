import type { MyReminders } from '@merchant-coin/shared';
import { call, type CallInput } from '@/lib/client';
import { asApiError } from '@/lib/errors';
import { askForMessages, useMessageTemplates } from '@/lib/messages';
import { putResource, type Resource, useResource } from '@/lib/resource';
import { useBusy } from '@/lib/useBusy';
import { toastError } from '@/ui/toast';
import { type Preferences, preferencesOf } from './preferences';

type BirthdayInput = CallInput<'reminders.setMyBirthday'>['birthday'];

export interface MyRemindersUse {
  resource: Resource<MyReminders>;
  busy: boolean;
  /** Shows the change at once and takes it back where it is refused. */
  change: (change: Partial<Preferences>, after?: () => void) => void;
  setBirthday: (birthday: BirthdayInput, after: () => void) => void;
  addOccasion: (
    occasion: Omit<CallInput<'reminders.addOccasion'>, 'cardId'>,
    after: () => void,
  ) => void;
  removeOccasion: (occasionId: string, after: () => void) => void;
}

/** Turning something on is when one wants to hear of it. */
function turnsOn(before: Preferences, after: Preferences): boolean {
  if (before.allOff && !after.allOff) return true;
  return after.offKinds.length < before.offKinds.length;
}

/** One card's reminders, and all that its member can change in them. */
export function useMyReminders(cardId: string): MyRemindersUse {
  const key = `reminders.${cardId}`;
  const resource = useResource(key, () => call('reminders.getMyReminders', { cardId }), {
    keep: true,
  });
  const [busy, run] = useBusy();
  useMessageTemplates();
  const attempt = (act: () => Promise<void>) =>
    run(async () => {
      try {
        await act();
      } catch (cause) {
        toastError(cause);
      }
    });
  const change: MyRemindersUse['change'] = (wanted, after) => {
    const before = resource.data;
    if (!before || busy) return;
    const preferences = { ...preferencesOf(before), ...wanted };
    // WeChat takes the question only within the tap itself.
    if (turnsOn(before, preferences)) askForMessages('reminder');
    attempt(async () => {
      putResource(key, { ...before, ...preferences });
      try {
        putResource(key, await call('reminders.setMyReminders', { cardId, ...preferences }));
        after?.();
      } catch (cause) {
        putResource(key, before);
        throw cause;
      }
    });
  };
  return {
    resource,
    busy,
    change,
    setBirthday: (birthday, after) =>
      attempt(async () => {
        putResource(key, await call('reminders.setMyBirthday', { cardId, birthday }));
        after();
      }),
    addOccasion: (occasion, after) =>
      attempt(async () => {
        await call('reminders.addOccasion', { cardId, ...occasion });
        after();
        await resource.refresh();
      }),
    removeOccasion: (occasionId, after) =>
      attempt(async () => {
        try {
          await call('reminders.removeOccasion', { cardId, occasionId });
        } catch (cause) {
          // An earlier try went through, and its answer got lost.
          if (asApiError(cause).code !== 'notFound') throw cause;
        }
        after();
        await resource.refresh();
      }),
  };
}
