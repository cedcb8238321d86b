import type { ExpireCommand, FreezeCommand } from '../commands';
import { isExpired } from '../wallet';
import { type Case, refuse, type Verdict } from './verdict';

export function decideExpire({ wallet, command, at }: Case<ExpireCommand>): Verdict {
  const lot = wallet.lots.find(({ id }) => id === command.lotId);
  if (!lot || !isExpired(lot, at)) return refuse('conflict', { reason: 'notExpired' });
  const { id: lotId, remainingFen: amountFen, ...rest } = lot;
  return { effect: { type: 'expire', takes: [{ lotId, amountFen, ...rest }] } };
}

export function decideFreeze({ wallet, command }: Case<FreezeCommand>): Verdict {
  if (wallet.frozen === (command.type === 'freeze')) {
    return refuse('conflict', { reason: wallet.frozen ? 'alreadyFrozen' : 'notFrozen' });
  }
  return { effect: { type: command.type } };
}
