import { DAY_MS, dateIn } from '@merchant-coin/shared';
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

async function crossing(entry: Entry): Promise<Due | null> {
  const { merchantId, cardId, _id: occurrence, after } = entry;
  const settings = await settingsOf(merchantId);
  if (!isOn(settings, 'lowBalance')) return null;
  const own = (await preferencesOf(merchantId, [cardId]))(cardId).lowBalanceFen;
  const limitFen = own ?? settings.lowBalanceFen;
  const balanceFen = after.spendableFen;
  if (balanceFen >= limitFen || beforeFen(entry) < limitFen) return null;
  return { cardId, kind: 'lowBalance', occurrence, facts: { balanceFen, limitFen } };
}

/**
 * Worker: tells a member when a payment has taken the balance below the limit. Further payments below it are
 * no crossing, so nothing more is said until it has been above again.
 */
export const remindOfLowBalance =
  (clock: Clock): EntrySubscriber =>
  async (entries) => {
    for (const entry of entries.filter(isSale)) {
      const now = clock.now();
      if (now.getTime() - entry.at.getTime() > OLD_NEWS_MS) continue;
      const due = await crossing(entry);
      if (!due) continue;
      const { merchantId } = entry;
      const date = dateIn(await zoneOf(merchantId), now);
      const fresh = await writeNotices(await noticesOf([due], { merchantId, date }, now));
      // At once: it is of use while the member is still in the shop.
      for (const notice of fresh) await deliverNotice(notice, now);
    }
  };
