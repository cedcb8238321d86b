import type { AskOf } from '../history';
import { instantsOf, type Kind, msOf } from './kind';

/** Coins that come: a recharge at the counter, and a grant. */
export const recharge: Kind<AskOf<'recharge'>> = {
  call: ({ cardId, amountFen }, { storeId }) => ({
    path: '/recharges',
    body: { storeId, cardId, amountFen, tender: 'cash' },
  }),
  expected: ({ amountFen }) => ({
    type: 'recharge',
    takenFen: 0,
    givenFen: amountFen,
    hasTerms: ({ gives: [give], tender }) => give?.kind === 'principal' && tender === 'cash',
  }),
  terms: ({ amountFen }, { history }) => ({
    type: 'recharge',
    amountFen,
    bonusFen: 0,
    bonusExpiresAt: null,
    tender: 'cash',
    originStoreId: history.storeId,
    capFen: history.capFen,
  }),
};

export const grant: Kind<AskOf<'grant'>> = {
  call: ({ cardId, amountFen, expiresAtMs }, { storeId }) => ({
    path: '/postings',
    body: { storeId, cardId, amountFen, expiresAt: new Date(expiresAtMs).toISOString() },
  }),
  expected: ({ amountFen, expiresAtMs }) => ({
    type: 'grant',
    takenFen: 0,
    givenFen: amountFen,
    hasTerms: ({ gives: [give] }) => give?.kind === 'bonus' && msOf(give.expiresAt) === expiresAtMs,
  }),
  terms: ({ amountFen, expiresAtMs }, { history }) => ({
    type: 'grant',
    amountFen,
    expiresAt: new Date(expiresAtMs),
    originStoreId: history.storeId,
  }),
};

/** Points for bonus coins, by the merchant's table, asked for by the member. */
export const exchange: Kind<AskOf<'exchange'>> = {
  call: ({ cardId, times }, { exchange: { id: optionId } }) => ({
    path: `/cards/${cardId}/exchanges`,
    body: { optionId, times },
    by: 'member',
  }),
  expected: ({ times }, { history }, nowMs) => {
    const { id, points, bonusFen, endOf } = history.exchange;
    const ends = instantsOf(nowMs).map((ms) => endOf(new Date(ms)).getTime());
    return {
      type: 'exchange',
      takenFen: 0,
      givenFen: times * bonusFen,
      refersTo: id,
      hasTerms: ({ gives: [give], pointsDelta }) =>
        give?.kind === 'bonus' &&
        pointsDelta === -times * points &&
        ends.includes(msOf(give.expiresAt) ?? 0),
    };
  },
  terms: ({ times }, { history, now }) => {
    const { id, points, bonusFen, endOf } = history.exchange;
    const bonus = { bonusFen: times * bonusFen, expiresAt: endOf(now) };
    const originStoreId = history.storeId;
    return { type: 'exchange', optionId: id, points: times * points, ...bonus, originStoreId };
  },
};
