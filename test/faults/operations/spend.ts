import { reversibleOf } from '@merchant-coin/bff/modules/coins/ledger/commands';
import { payCodeAt } from '@merchant-coin/shared';
import type { AskOf } from '../history';
import type { Stage } from '../stage';
import { type Kind, paidFenOf, POLICY, saleOf, takingIn } from './kind';

export function payCodeOf(stage: Stage, { cardId, step }: { cardId: string; step: number }) {
  const card = stage.cards.find((each) => each.cardId === cardId);
  if (!card) throw new Error(`there is no card ${cardId}`);
  return payCodeAt(card.serial, card.secret, step);
}

export const redeem: Kind<AskOf<'redeem'>> = {
  call: ({ listFen, confirmDuplicate, ...code }, stage) => ({
    path: '/redemptions',
    body: { storeId: stage.storeId, payCode: payCodeOf(stage, code), listFen, confirmDuplicate },
  }),
  expected: ({ cardId, step, listFen }, { history }) => ({
    type: 'redeem',
    takenFen: paidFenOf(history, listFen),
    givenFen: 0,
    claims: [`code:${cardId}:${step}`],
    // Two list prices may come to the same sum.
    hasTerms: ({ sale }) => sale?.listFen === listFen,
  }),
  terms: ({ listFen, confirmDuplicate }, { history }) => ({
    type: 'redeem',
    sale: saleOf(paidFenOf(history, listFen)),
    policy: POLICY,
    confirmDuplicate,
  }),
};

/** An order paid inside a transaction. */
export const pay: Kind<AskOf<'pay'>> = {
  call: ({ cardId, amountFen }, { storeId }) => ({
    path: '/postings',
    body: { storeId, cardId, amountFen },
  }),
  expected: ({ amountFen }) => ({ type: 'redeem', takenFen: amountFen, givenFen: 0 }),
  terms: ({ amountFen }) => ({
    type: 'redeem',
    sale: saleOf(amountFen),
    policy: POLICY,
    confirmDuplicate: true,
  }),
};

export const reverse: Kind<AskOf<'reverse'>> = {
  call: ({ redemptionId, amountFen }) => ({
    path: `/redemptions/${redemptionId}/reversals`,
    body: { ...(amountFen === null ? {} : { amountFen }), reason: '退货' },
  }),
  expected: ({ cardId, redemptionId, amountFen }, { takingOf }) => ({
    type: 'reverse',
    takenFen: 0,
    ...(amountFen !== null && { givenFen: amountFen }),
    refersTo: takingOf(cardId, redemptionId)?._id ?? 'a sale that is not there',
  }),
  terms: ({ redemptionId, amountFen }, { entries }) => {
    const sale = takingIn(entries, redemptionId);
    if (!sale) return null;
    const reversals = entries.filter(
      ({ type, refersTo }) => type === 'reverse' && refersTo === sale._id,
    );
    return { type: 'reverse', original: reversibleOf(sale, reversals), amountFen };
  },
  rivalClaim: ({ redemptionId }, entries) =>
    `reverse:${takingIn(entries, redemptionId)?._id ?? ''}:`,
};
