import type { MyReminders } from '@merchant-coin/shared';
import type { CardDocument } from '../cards';
import { birthdayOf, occasionsOf } from './occasions';
import { preferencesOf } from './preferences';
import { settingsOf } from './settings';

/** What a card's merchant reminds of, and what its member wants of that. */
export async function myRemindersOf(card: CardDocument, now: Date): Promise<MyReminders> {
  const { merchantId, _id: cardId } = card;
  const [preferencesBy, settings, birthday, occasions] = await Promise.all([
    preferencesOf(merchantId, [cardId]),
    settingsOf(merchantId),
    birthdayOf(card, now),
    occasionsOf(card, now),
  ]);
  const { allOff, offKinds, sms, call, lowBalanceFen } = preferencesBy(cardId);
  return {
    allOff,
    offKinds,
    sms,
    call,
    lowBalanceFen,
    merchantKinds: settings.kinds,
    merchantLowBalanceFen: settings.lowBalanceFen,
    birthday,
    occasions,
  };
}
