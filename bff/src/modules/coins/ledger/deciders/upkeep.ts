import type { ExpireCommand, FreezeCommand, UnfreezeCommand } from '../commands';
import { isExpired } from '../wallet';
import { type Case, refuse, type Verdict } from './verdict';

export function decideExpire({ wallet, command, at }: Case<ExpireCommand>): Verdict {
  const lot = wallet.lots.find(({ id }) => id === command.lotId);
  if (!lot || !isExpired(lot, at)) return refuse('conflict', { reason: 'notExpired' });
  const { id: lotId, remainingFen: amountFen, ...rest } = lot;
  return { effect: { type: 'expire', takes: [{ lotId, amountFen, ...rest }] } };
}

/**
 * Freezes the card: no redemption, hold or recharge from here on. What was set aside before stays promised,
 * so that captures, releases and reversals go on.
 */
export function decideFreeze({ wallet, command }: Case<FreezeCommand>): Verdict {
  if (wallet.frozen && command.over === null)
    return refuse('conflict', { reason: 'alreadyFrozen' });
  if (!wallet.frozen && command.over !== null) return refuse('conflict', { reason: 'notFrozen' });
  return { effect: { type: 'freeze', refersTo: command.over } };
}

export function decideUnfreeze({ wallet, command }: Case<UnfreezeCommand>): Verdict {
  if (!wallet.frozen) return refuse('conflict', { reason: 'notFrozen' });
  return { effect: { type: 'unfreeze', refersTo: command.freezeId } };
}
