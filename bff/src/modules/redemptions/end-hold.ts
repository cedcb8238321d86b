import type { Keyed } from '../../http/mount';
import { type CardDocument, publishEntry } from '../cards';
import {
  type Claims,
  type Command,
  type Entry,
  post,
  type Posted,
  releaseClaim,
  requestClaim,
} from '../coins';

type Capture = Extract<Command, { type: 'capture' }>;

/** How a hold ends and in whose name; a release by the member has no `staffId`. */
export type HoldEnd =
  | Pick<Capture, 'type' | 'holdId' | 'sale' | 'isApproval' | 'staffId'>
  | Pick<Extract<Command, { type: 'release' }>, 'type' | 'holdId' | 'staffId'>;

/** Ends a hold, once, at the store that made it. @throws AppError `conflict` where it has ended. */
export async function endHold(
  card: CardDocument,
  hold: Entry,
  { requestKey, fingerprint, now }: Keyed,
  how: HoldEnd,
): Promise<Posted> {
  const { merchantId, cardId, storeId } = hold;
  const claims: Claims = [requestClaim(requestKey), releaseClaim(hold._id)];
  const posted = await post({ merchantId, cardId, now, claims, fingerprint, storeId, ...how });
  if (!posted.replayed) publishEntry(card, posted.entry);
  return posted;
}
