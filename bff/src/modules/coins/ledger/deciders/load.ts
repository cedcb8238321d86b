import type { GrantCommand, ImportOpeningCommand, RechargeCommand } from '../commands';
import type { LotMove } from '../entry';
import { cappedPrincipalFen } from '../wallet';
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

export function decideRecharge(c: Case<RechargeCommand>): Verdict {
  const { wallet, command } = c;
  if (wallet.frozen) return refuse('cardFrozen');
  const heldFen = cappedPrincipalFen(wallet);
  if (heldFen + command.amountFen > command.capFen) {
    const roomFen = Math.max(0, command.capFen - heldFen);
    return refuse('principalCapExceeded', { capFen: command.capFen, roomFen });
  }
  const gives = [
    ...newLot(c, 'principal', command.amountFen, null),
    ...newLot(c, 'bonus', command.bonusFen, command.bonusExpiresAt),
  ];
  return { effect: { type: 'recharge', gives, tender: command.tender } };
}

export function decideGrant(c: Case<GrantCommand>): Verdict {
  const gives = newLot(c, 'bonus', c.command.amountFen, c.command.expiresAt);
  return { effect: { type: 'grant', gives } };
}

export function decideImportOpening(c: Case<ImportOpeningCommand>): Verdict {
  if (c.wallet.version > 0) return refuse('conflict', { reason: 'cardInUse' });
  const gives = [
    ...newLot(c, 'principal', c.command.principalFen, null),
    ...newLot(c, 'bonus', c.command.bonusFen, c.command.bonusExpiresAt),
  ];
  return { effect: { type: 'importOpening', gives, pointsDelta: c.command.points } };
}
