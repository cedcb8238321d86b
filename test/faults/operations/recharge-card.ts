import type { AskOf, PaperAsk } from '../history';
import type { Stage } from '../stage';
import type { Call, Kind } from './kind';

/** What happens to recharge cards before anything lies on a member's card. */
export function paperCall(ask: PaperAsk, { storeId }: Stage): Call {
  if (ask.do === 'print') {
    const { amountFen, count } = ask;
    return { path: '/recharge-card-batches', body: { amountFen, count } };
  }
  const { number } = ask;
  return { path: '/recharge-card-sales', body: { storeId, number, tender: 'cash' } };
}

/** The member loads a recharge card by its code. */
export const load: Kind<AskOf<'load'>> = {
  call: ({ cardId, code }) => ({
    path: '/recharge-cards/load',
    body: { cardId, code },
    by: 'member',
  }),
  expected: ({ number, faceFen }, { rechargeCardIdOf }) => ({
    type: 'recharge',
    takenFen: 0,
    givenFen: faceFen,
    claims: [`rechargeCard:${rechargeCardIdOf(number)}`],
    hasTerms: ({ gives: [give], tender }) =>
      give?.kind === 'principal' && tender === 'rechargeCard',
  }),
  terms: ({ faceFen }, { history }) => ({
    type: 'recharge',
    amountFen: faceFen,
    bonusFen: 0,
    bonusExpiresAt: null,
    tender: 'rechargeCard',
    originStoreId: history.storeId,
    capFen: history.capFen,
  }),
};
