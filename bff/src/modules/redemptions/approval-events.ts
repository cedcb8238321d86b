import type { LiveEvent } from '@merchant-coin/shared';
import { log } from '../../http/log';
import { publishLive } from '../../http/live-bus';
import { staffById } from '../accounts';
import type { CardDocument } from '../cards';
import type { Entry } from '../coins';
import { presentApproval } from './approvals.present';

/** Asks the member at once; a device that is away asks by itself later. */
export function publishAsked(card: CardDocument, hold: Entry): void {
  presentApproval(hold)
    .then((approval) => publishLive(card.userId, { type: 'approvalAsked', approval }))
    .catch((error: unknown) => log.warn({ err: error, entryId: hold._id }, 'approval not asked'));
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
