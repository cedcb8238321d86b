import type { AskOf } from '../history';
import { instantsOf, type Kind, msOf, paidFenOf, POLICY, saleOf } from './kind';
import { payCodeOf } from './spend';

const MINUTE_MS = 60_000;

export const hold: Kind<AskOf<'hold'>> = {
  call: ({ listFen, minutes, ...code }, stage) => ({
    path: '/holds',
    body: { storeId: stage.storeId, payCode: payCodeOf(stage, code), listFen, minutes },
  }),
  expected: ({ cardId, step, listFen, minutes }, { history }, nowMs) => ({
    type: 'hold',
    takenFen: paidFenOf(history, listFen),
    givenFen: 0,
    changeFen: 0,
    claims: [`code:${cardId}:${step}`],
    hasTerms: ({ sale, holdExpiresAt }) =>
      sale?.listFen === listFen &&
      instantsOf(nowMs + minutes * MINUTE_MS).includes(msOf(holdExpiresAt) ?? 0),
  }),
  terms: ({ listFen, minutes }, { history, now }) => ({
    type: 'hold',
    sale: saleOf(paidFenOf(history, listFen)),
    policy: POLICY,
    expiresAt: new Date(now.getTime() + minutes * MINUTE_MS),
  }),
};

export const capture: Kind<AskOf<'capture'>> = {
  call: ({ holdId, listFen }) => ({ path: `/holds/${holdId}/capture`, body: { listFen } }),
  expected: ({ holdId, listFen }, { history }) => {
    const takenFen = paidFenOf(history, listFen);
    return {
      type: 'capture',
      takenFen,
      changeFen: -takenFen,
      refersTo: holdId,
      hasTerms: ({ sale }) => sale?.listFen === listFen,
    };
  },
  terms: ({ holdId, listFen }, { history }) => {
    const sale = { ...saleOf(paidFenOf(history, listFen)), policy: POLICY } as const;
    return { type: 'capture', holdId, sale };
  },
};

export const release: Kind<AskOf<'release'>> = {
  call: ({ holdId }) => ({ path: `/holds/${holdId}/release`, body: {} }),
  expected: ({ holdId }) => ({ type: 'release', takenFen: 0, changeFen: 0, refersTo: holdId }),
  terms: ({ holdId }) => ({ type: 'release', holdId }),
};
