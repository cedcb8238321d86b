import { DEFAULT_ZONE, formatFen, type LiveEvent, timeIn } from '@merchant-coin/shared';
import { databaseClock } from '../../db/clock';
import { log } from '../../http/log';
import { isListening, publishLive } from '../../http/live-bus';
import { sendToMember, staffById } from '../accounts';
import { cardById, type CardDocument } from '../cards';
import type { Entry, EntrySubscriber } from '../coins';
import { merchantById } from '../merchants';
import { presentApproval } from './approvals.present';

/** Asks the member at once; a device that is away asks by itself later. */
export function publishAsked(card: CardDocument, hold: Entry): void {
  presentApproval(hold)
    .then((approval) => publishLive(card.userId, { type: 'approvalAsked', approval }))
    .catch((error: unknown) => log.warn({ err: error, entryId: hold._id }, 'approval not asked'));
}

/** The page that shows what waits for the member's word. */
const APPROVALS_PAGE = 'pages/cards/index';

/**
 * Worker: tells members who are not looking at the app that a payment waits for them. The socket is asked
 * after the hold has been published: whoever opens the app in between sees it there.
 */
export const messageAbsentHolders: EntrySubscriber = async (entries) => {
  for (const hold of entries.filter((entry) => entry.awaitsApproval)) {
    await messageHolder(hold).catch((error: unknown) =>
      log.warn({ err: error, entryId: hold._id }, 'holder not messaged'),
    );
  }
};

async function messageHolder(hold: Entry): Promise<void> {
  const { holdExpiresAt } = hold;
  const now = databaseClock.now();
  if (!holdExpiresAt || holdExpiresAt <= now) return;
  const card = await cardById(hold.merchantId, hold.cardId);
  if (!card || (await isListening(card.userId))) return;
  const { merchant, storeName, priceFen } = await presentApproval(hold);
  const zone = (await merchantById(hold.merchantId))?.zone ?? DEFAULT_ZONE;
  const message = {
    userId: card.userId,
    kind: 'approvalAsked' as const,
    occurrence: hold._id,
    facts: {
      merchant: merchant.name,
      store: storeName,
      amount: formatFen(priceFen),
      until: timeIn(zone, holdExpiresAt),
    },
    page: APPROVALS_PAGE,
    notAfter: holdExpiresAt,
  };
  await sendToMember(message, now);
}

type EndStatus = Extract<LiveEvent, { type: 'approvalEnded' }>['status'];

/** Tells the clerk who asked and the member's other devices how it ended. */
export function publishAnswered(card: CardDocument, hold: Entry, status: EndStatus): void {
  const event: LiveEvent = { type: 'approvalEnded', redemptionId: hold._id, status };
  const tellClerk = async () => {
    const clerk = await staffById(hold.merchantId, hold.staffId ?? '');
    if (clerk) await publishLive(clerk.userId, event);
  };
  Promise.all([publishLive(card.userId, event), tellClerk()]).catch((error: unknown) =>
    log.warn({ err: error, entryId: hold._id }, 'answer not told'),
  );
}
