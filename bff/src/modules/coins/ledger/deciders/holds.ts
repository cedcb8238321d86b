import type { CaptureCommand, HoldCommand, LapseCommand, ReleaseCommand } from '../commands';
import { releaseClaim } from '../commands';
import type { Draft } from '../entry';
import { firstOf, giveBack, minus, takesFor } from '../spend';
import { type Hold, sumOf, type Wallet } from '../wallet';
import { fundsRefusal, pointsEarned } from './redeem';
import { type Case, type Effect, refuse, type Verdict } from './verdict';

/**
 * Every entry of a card goes through its open holds, and every snapshot carries them: they stay few. Never
 * lower it: the proof decides old entries again.
 */
export const MOST_HOLDS = 20;

export function decideHold({ wallet, command, at }: Case<HoldCommand>): Verdict {
  const { sale, policy } = command;
  if (wallet.frozen) return refuse('cardFrozen');
  if (sale.paidFen === 0) return refuse('conflict', { reason: 'nothingToHold' });
  if (wallet.holds.length >= MOST_HOLDS) {
    return refuse('conflict', { reason: 'tooManyHolds', most: MOST_HOLDS });
  }
  const unfunded = fundsRefusal(wallet, sale.paidFen, at);
  if (unfunded) return unfunded;
  return {
    effect: {
      type: 'hold',
      takes: takesFor(wallet.lots, sale.paidFen, policy, at),
      sale: { ...sale, policy },
      holdExpiresAt: command.expiresAt,
      ...(command.awaitsApproval && { awaitsApproval: true }),
    },
  };
}

const holdOf = (wallet: Wallet, holdId: string): Hold | undefined =>
  wallet.holds.find((hold) => hold.id === holdId);

/**
 * Takes what a hold has set aside, at most that, and gives the rest back. A card that was frozen after the
 * hold is captured all the same: the coins left it when they were held, and the goods are with the member.
 * Not so where the member has yet to approve: nothing was agreed to before.
 */
export function decideCapture({ wallet, command, at, entryId }: Case<CaptureCommand>): Verdict {
  const hold = holdOf(wallet, command.holdId);
  if (!hold || hold.refund) return refuse('conflict', { reason: 'holdEnded' });
  if (command.isApproval && wallet.frozen) return refuse('cardFrozen');
  const heldFen = sumOf(hold.takes);
  const { paidFen, pointsBp } = command.sale;
  // That would be a release that looks like a sale.
  if (paidFen === 0) return refuse('conflict', { reason: 'nothingToCapture' });
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
  return { type: 'release', refersTo: hold.id, gives, refund: hold.refund };
}

export function decideRelease({ wallet, command, at, entryId }: Case<ReleaseCommand>): Verdict {
  const hold = holdOf(wallet, command.holdId);
  if (!hold) return refuse('conflict', { reason: 'holdEnded' });
  return { effect: releaseEffect(wallet, hold, at, entryId) };
}

/** Reached only where the hold is not due: those that are have been released before. */
export function decideLapse({ wallet, command }: Case<LapseCommand>): Verdict {
  const isHeld = holdOf(wallet, command.holdId) !== undefined;
  return refuse('conflict', { reason: isHeld ? 'notExpired' : 'holdEnded' });
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
