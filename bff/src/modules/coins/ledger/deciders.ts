import type { ErrorCode } from '@merchant-coin/shared';
import type {
  CaptureCommand,
  Command,
  ExpireCommand,
  FreezeCommand,
  GrantCommand,
  HoldCommand,
  ImportOpeningCommand,
  RechargeCommand,
  RedeemCommand,
  ReleaseCommand,
  ReverseCommand,
} from './commands';
import { releaseClaim } from './commands';
import type { Draft, LotMove } from './entry';
import { firstOf, giveBack, minus, takesFor } from './spend';
import {
  balancesOf,
  cappedPrincipalFen,
  DUPLICATE_WINDOW_MS,
  type Hold,
  isExpired,
  sumOf,
  type Wallet,
} from './wallet';

export interface Refusal {
  code: ErrorCode;
  details: Record<string, unknown>;
}

/** What a decider may know: the wallet, the command, the instant, and the id its entry will have. */
interface Case<C> {
  wallet: Wallet;
  command: C;
  at: Date;
  entryId: string;
}

/** The part of a draft that differs by type; the rest comes from the command. */
type Effect = Omit<Draft, '_id' | 'claims'>;
type Verdict = { effect: Effect } | { refusal: Refusal };

const refuse = (code: ErrorCode, details: Record<string, unknown> = {}): Verdict => ({
  refusal: { code, details },
});

/** Points for a sale (DESIGN section 7): `floor(paidFen × pointsBp / 1,000,000)`. */
export function pointsEarned(paidFen: number, pointsBp: number): number {
  return Math.floor((paidFen * pointsBp) / 1_000_000);
}

function newLot(
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

function decideRecharge(c: Case<RechargeCommand>): Verdict {
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

function decideGrant(c: Case<GrantCommand>): Verdict {
  const gives = newLot(c, 'bonus', c.command.amountFen, c.command.expiresAt);
  return { effect: { type: 'grant', gives } };
}

function decideImportOpening(c: Case<ImportOpeningCommand>): Verdict {
  if (c.wallet.version > 0) return refuse('conflict', { reason: 'cardInUse' });
  const gives = [
    ...newLot(c, 'principal', c.command.principalFen, null),
    ...newLot(c, 'bonus', c.command.bonusFen, c.command.bonusExpiresAt),
  ];
  return { effect: { type: 'importOpening', gives, pointsDelta: c.command.points } };
}

function fundsRefusal(wallet: Wallet, paidFen: number, at: Date): Verdict | null {
  if (wallet.frozen) return refuse('cardFrozen');
  const { spendableFen } = balancesOf(wallet, at);
  if (spendableFen >= paidFen) return null;
  return refuse('insufficientBalance', { spendableFen, missingFen: paidFen - spendableFen });
}

function decideRedeem({ wallet, command, at }: Case<RedeemCommand>): Verdict {
  const { sale, policy, storeId } = command;
  if (wallet.frozen) return refuse('cardFrozen');
  const since = at.getTime() - DUPLICATE_WINDOW_MS;
  const same = wallet.recentRedeems.find(
    (redeem) =>
      redeem.storeId === storeId && redeem.paidFen === sale.paidFen && redeem.at.getTime() > since,
  );
  if (same && !command.confirmDuplicate) {
    const secondsAgo = Math.round((at.getTime() - same.at.getTime()) / 1000);
    return refuse('possibleDuplicate', { amountFen: sale.paidFen, secondsAgo });
  }
  const unfunded = fundsRefusal(wallet, sale.paidFen, at);
  if (unfunded) return unfunded;
  return {
    effect: {
      type: 'redeem',
      takes: takesFor(wallet.lots, sale.paidFen, policy, at),
      sale: { ...sale, policy },
      pointsDelta: pointsEarned(sale.paidFen, sale.pointsBp),
      spentDelta: sale.paidFen,
    },
  };
}

function decideHold({ wallet, command, at }: Case<HoldCommand>): Verdict {
  const { sale, policy } = command;
  const unfunded = fundsRefusal(wallet, sale.paidFen, at);
  if (unfunded) return unfunded;
  return {
    effect: {
      type: 'hold',
      takes: takesFor(wallet.lots, sale.paidFen, policy, at),
      sale: { ...sale, policy },
      holdExpiresAt: command.expiresAt,
    },
  };
}

const holdOf = (wallet: Wallet, holdId: string): Hold | undefined =>
  wallet.holds.find((hold) => hold.id === holdId);

function decideCapture({ wallet, command, at, entryId }: Case<CaptureCommand>): Verdict {
  const hold = holdOf(wallet, command.holdId);
  if (!hold) return refuse('conflict', { reason: 'holdEnded' });
  const heldFen = sumOf(hold.takes);
  const { paidFen, pointsBp } = command.sale;
  if (paidFen > heldFen) return refuse('insufficientBalance', { heldFen });
  const takes = firstOf(hold.takes, paidFen);
  const seq = wallet.version + 1;
  const taken = minus(hold.takes, takes);
  return {
    effect: {
      type: 'capture',
      refersTo: hold.id,
      takes,
      gives: giveBack({ taken, amountFen: heldFen - paidFen, at, entryId, seq }),
      sale: command.sale,
      pointsDelta: pointsEarned(paidFen, pointsBp),
      spentDelta: paidFen,
    },
  };
}

function releaseEffect(wallet: Wallet, hold: Hold, at: Date, entryId: string): Effect {
  const amountFen = sumOf(hold.takes);
  const seq = wallet.version + 1;
  const gives = giveBack({ taken: hold.takes, amountFen, at, entryId, seq });
  return { type: 'release', refersTo: hold.id, gives };
}

function decideRelease({ wallet, command, at, entryId }: Case<ReleaseCommand>): Verdict {
  const hold = holdOf(wallet, command.holdId);
  if (!hold) return refuse('conflict', { reason: 'holdEnded' });
  return { effect: releaseEffect(wallet, hold, at, entryId) };
}

/** The release of a hold that has run out: comes before whatever the command does. */
export function dueRelease(wallet: Wallet, hold: Hold, at: Date, entryId: string): Draft {
  return {
    _id: entryId,
    claims: [releaseClaim(hold.id)],
    fingerprint: '',
    ...releaseEffect(wallet, hold, at, entryId),
  };
}

/**
 * Points taken back in total = floor(earned × reversed ÷ paid); where the member has fewer left, points go
 * below zero and the entry names the shortfall.
 */
function decideReverse({ wallet, command, at, entryId }: Case<ReverseCommand>): Verdict {
  const { original } = command;
  const leftFen = original.paidFen - original.givenFen;
  const amountFen = command.amountFen ?? leftFen;
  if (amountFen > leftFen || leftFen === 0) return refuse('reversalExceeds', { leftFen });
  const reversedFen = original.givenFen + amountFen;
  const pointsDue = Number(
    (BigInt(original.pointsEarned) * BigInt(reversedFen)) / BigInt(original.paidFen),
  );
  const points = pointsDue - original.pointsTaken;
  const taken = minus(original.takes, original.given);
  return {
    effect: {
      type: 'reverse',
      refersTo: original.entryId,
      gives: giveBack({ taken, amountFen, at, entryId, seq: wallet.version + 1 }),
      pointsDelta: -points,
      spentDelta: -amountFen,
      shortfallPoints: Math.max(0, points - Math.max(0, wallet.points)),
    },
  };
}

function decideExpire({ wallet, command, at }: Case<ExpireCommand>): Verdict {
  const lot = wallet.lots.find(({ id }) => id === command.lotId);
  if (!lot || !isExpired(lot, at)) return refuse('conflict', { reason: 'notExpired' });
  const { id: lotId, remainingFen: amountFen, ...rest } = lot;
  return { effect: { type: 'expire', takes: [{ lotId, amountFen, ...rest }] } };
}

function decideFreeze({ wallet, command }: Case<FreezeCommand>): Verdict {
  if (wallet.frozen === (command.type === 'freeze')) {
    return refuse('conflict', { reason: wallet.frozen ? 'alreadyFrozen' : 'notFrozen' });
  }
  return { effect: { type: command.type } };
}

const DECIDERS: { [T in Command['type']]: (c: Case<Extract<Command, { type: T }>>) => Verdict } = {
  recharge: decideRecharge,
  grant: decideGrant,
  importOpening: decideImportOpening,
  redeem: decideRedeem,
  hold: decideHold,
  capture: decideCapture,
  release: decideRelease,
  reverse: decideReverse,
  expire: decideExpire,
  freeze: decideFreeze,
  unfreeze: decideFreeze,
};

/** The decider of a command's type. */
export function deciderOf<C extends Command>(command: C): (c: Case<C>) => Verdict {
  // TypeScript does not see that the table's row fits the command it was chosen by.
  return DECIDERS[command.type] as unknown as (c: Case<C>) => Verdict;
}
