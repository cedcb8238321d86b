import type { Command } from '../commands';
import { decideCorrect } from './correct';
import { decideExchange } from './exchange';
import { decideCapture, decideHold, decideLapse, decideRelease } from './holds';
import { decideGrant, decideImportOpening, decideRecharge } from './load';
import { decideRedeem } from './redeem';
import { decideRefund, decideRefundHold } from './refund';
import { decideReverse } from './reverse';
import { decideExpire, decideFreeze, decideUnfreeze } from './upkeep';
import type { Case, Verdict } from './verdict';

const DECIDERS: { [T in Command['type']]: (c: Case<Extract<Command, { type: T }>>) => Verdict } = {
  recharge: decideRecharge,
  grant: decideGrant,
  importOpening: decideImportOpening,
  redeem: decideRedeem,
  hold: decideHold,
  capture: decideCapture,
  release: decideRelease,
  lapse: decideLapse,
  refundHold: decideRefundHold,
  refund: decideRefund,
  reverse: decideReverse,
  expire: decideExpire,
  exchange: decideExchange,
  freeze: decideFreeze,
  unfreeze: decideUnfreeze,
  correct: decideCorrect,
};

/** The decider of a command's type. */
export function deciderOf<C extends Command>(command: C): (c: Case<C>) => Verdict {
  // TypeScript does not see that the table's row fits the command it was chosen by.
  return DECIDERS[command.type] as unknown as (c: Case<C>) => Verdict;
}
