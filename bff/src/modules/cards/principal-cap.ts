import { AppError } from '../../http/app-error';
import { type Member, memberOf } from '../members';
import { principalCapsOf } from '../merchants';
import type { CardDocument } from './cards.model';

/** The most principal that the member's card may hold. */
export async function principalCapOf(member: Member): Promise<number> {
  const { caps } = await principalCapsOf(member.merchantId);
  return member.identityRecorded ? caps.identifiedFen : caps.otherwiseFen;
}

/**
 * The cap, once the member may hold money at all: phone confirmed and contract accepted.
 *
 * @throws AppError `phoneUnconfirmed`.
 */
export async function loadableCapOf(card: CardDocument): Promise<number> {
  const member = await memberOf(card.merchantId, card.memberId);
  if (!member.phoneConfirmed || member.contractVersion === null) {
    throw new AppError('phoneUnconfirmed');
  }
  return principalCapOf(member);
}
