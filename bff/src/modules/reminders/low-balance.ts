import { DAY_MS, dateIn, type ReminderSettings } from '@merchant-coin/shared';
import type { Clock } from '../../db/clock';
import type { Entry, EntrySubscriber } from '../coins';
import { zoneOf } from '../merchants';
import { deliverNotice } from './deliver';
import type { Due } from './kinds/kind';
import { noticesOf, writeNotices } from './plan';
import { preferencesOf } from './preferences';
import { isOn, settingsOf } from './settings';

/** What a feed that was far behind comes to tell of is no news any more. */
const OLD_NEWS_MS = DAY_MS;

const isSale = ({ type }: Entry): boolean => type === 'redeem' || type === 'capture';

/** What could be spent before a sale: what is left, and what it took. */
const beforeFen = ({ after, takes }: Entry): number =>
  takes.reduce((sum, take) => sum + take.amountFen, after.spendableFen);

/** The sales of a merchant that took a balance below its limit. */
async function crossings(
  merchantId: string,
  { lowBalanceFen }: Pick<ReminderSettings, 'lowBalanceFen'>,
  sales: readonly Entry[],
): Promise<Due[]> {
  const preferencesBy = await preferencesOf(
    merchantId,
    sales.map(({ cardId }) => cardId),
  );
  return sales.flatMap((entry) => {
    const { cardId, _id: occurrence, after } = entry;
    const limitFen = preferencesBy(cardId).lowBalanceFen ?? lowBalanceFen;
    const balanceFen = after.spendableFen;
    if (balanceFen >= limitFen || beforeFen(entry) < limitFen) return [];
    return [{ cardId, kind: 'lowBalance', occurrence, facts: { balanceFen, limitFen } }];
  });
}

/**
 * Worker: tells a member when a payment has taken the balance below the limit. Further payments below it are
 * no crossing, so nothing more is said until it has been above again.
 */
export const remindOfLowBalance =
  (clock: Clock): EntrySubscriber =>
  async (entries) => {
    const now = clock.now();
    const sales = entries.filter(
      (entry) => isSale(entry) && now.getTime() - entry.at.getTime() <= OLD_NEWS_MS,
    );
    for (const merchantId of new Set(sales.map((entry) => entry.merchantId))) {
      const own = sales.filter((entry) => entry.merchantId === merchantId);
      const settings = await settingsOf(merchantId);
      if (!isOn(settings, 'lowBalance')) continue;
      const due = await crossings(merchantId, settings, own);
      if (due.length === 0) continue;
      const date = dateIn(await zoneOf(merchantId), now);
      const fresh = await writeNotices(await noticesOf(due, { merchantId, date, settings }, now));
      // At once: it is of use while the member is still in the shop.
      for (const notice of fresh) await deliverNotice(notice, now);
    }
  };
