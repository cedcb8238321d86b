import type { ExchangeCommand } from '../commands';
import { newLot } from './load';
import { lotsRefusal } from './lots';
import { type Case, refuse, type Verdict } from './verdict';

/**
 * Points for a bonus lot. Points that a reversal has left below zero count as missing too: they are earned
 * back first.
 */
export function decideExchange(c: Case<ExchangeCommand>): Verdict {
  const { wallet, command } = c;
  if (wallet.frozen) return refuse('cardFrozen');
  const missingPoints = command.points - wallet.points;
  if (missingPoints > 0) {
    return refuse('insufficientPoints', { points: wallet.points, missingPoints });
  }
  const gives = newLot(c, 'bonus', command.bonusFen, command.expiresAt);
  const effect = {
    type: 'exchange' as const,
    refersTo: command.optionId,
    gives,
    pointsDelta: -command.points,
  };
  return lotsRefusal(wallet, gives) ?? { effect };
}
