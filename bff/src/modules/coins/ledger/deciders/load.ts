import type { GrantCommand, ImportOpeningCommand, RechargeCommand } from '../commands';
import type { LotMove } from '../entry';
import { cappedPrincipalFen, isExpired, type Wallet } from '../wallet';
import { lotsRefusal } from './lots';
import { type Case, refuse, type Verdict } from './verdict';

/** A lot that this entry makes; none for a sum of zero. */
export function newLot(
  c: Case<{ originStoreId: string }>,
  kind: LotMove['kind'],
  amountFen: number,
  expiresAt: Date | null,
): LotMove[] {
  if (amountFen === 0) return [];
  return [
    {
      lotId: `${c.entryId}${kind === 'principal' ? 'p' : 'b'}`,
      kind,
      originStoreId: c.command.originStoreId,
      grantGroup: c.entryId,
      expiresAt,
      bornSeq: c.wallet.version + 1,
      graceOf: null,
      amountFen,
    },
  ];
}

/** Why the card may not take that much principal; null where it may. */
export function capRefusal(wallet: Wallet, amountFen: number, capFen: number): Verdict | null {
  const heldFen = cappedPrincipalFen(wallet);
  if (heldFen + amountFen <= capFen) return null;
  return refuse('principalCapExceeded', { capFen, roomFen: Math.max(0, capFen - heldFen) });
}

/** Bonus that would have expired as it came: the card's time may be ahead of the request's. */
export function expiryRefusal(expiresAt: Date | null, at: Date): Verdict | null {
  if (!isExpired({ expiresAt }, at)) return null;
  return refuse('validationFailed', { issues: [{ path: 'expiresAt', message: 'has passed' }] });
}

export function decideRecharge(c: Case<RechargeCommand>): Verdict {
  const { wallet, command } = c;
  if (wallet.frozen) return refuse('cardFrozen');
  const overCap = capRefusal(wallet, command.amountFen, command.capFen);
  if (overCap) return overCap;
  const gives = [
    ...newLot(c, 'principal', command.amountFen, null),
    ...newLot(c, 'bonus', command.bonusFen, command.bonusExpiresAt),
  ];
  const tooMany = lotsRefusal(wallet, gives);
  return tooMany ?? { effect: { type: 'recharge', gives, tender: command.tender } };
}

export function decideGrant(c: Case<GrantCommand>): Verdict {
  const { amountFen, expiresAt } = c.command;
  const gives = newLot(c, 'bonus', amountFen, expiresAt);
  const refusal = expiryRefusal(expiresAt, c.at) ?? lotsRefusal(c.wallet, gives);
  return refusal ?? { effect: { type: 'grant', gives } };
}

export function decideImportOpening(c: Case<ImportOpeningCommand>): Verdict {
  if (c.wallet.version > 0) return refuse('conflict', { reason: 'cardInUse' });
  const gives = [
    ...newLot(c, 'principal', c.command.principalFen, null),
    ...newLot(c, 'bonus', c.command.bonusFen, c.command.bonusExpiresAt),
  ];
  return { effect: { type: 'importOpening', gives, pointsDelta: c.command.points } };
}
