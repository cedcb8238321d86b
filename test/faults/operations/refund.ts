import type { Entry } from '@merchant-coin/bff/modules/coins/ledger/entry';
import { refundFactsOf, refundRecordsOf } from '@merchant-coin/bff/modules/recharges/refunds/facts';
import { refundChoices, refundSum } from '@merchant-coin/shared';
import { storyIn } from '../../support/recharge-story';
import type { AskOf } from '../history';
import { type Kind, refused, type Refused, type Seen } from './kind';

/** Why the sum that the member was told cannot be agreed on any more; null where it can. */
function disagreement(
  { reason, view, refundFen }: AskOf<'openRefund'>,
  { wallet, entries, now }: Seen,
  recharge: Entry,
): Refused | null {
  const story = storyIn(wallet, entries, recharge, now);
  if (refundRecordsOf(story).some(({ end }) => end === null)) {
    return refused('conflict', { reason: 'refundOpen' });
  }
  const facts = refundFactsOf(story);
  const views = refundChoices(facts, reason, now);
  const sums = views.map((each) => refundSum(facts, each));
  if (sums.every((sum) => sum.refundFen === 0)) {
    return refused('refundUnavailable', { reason: 'nothingLeft' });
  }
  const chosen = sums.find((sum) => sum.view === view);
  if (!chosen && view !== 'full') {
    return refused('refundUnavailable', { reason: 'viewNotAllowed', views });
  }
  if (chosen?.refundFen === refundFen) return null;
  return refused('conflict', { reason: 'sumChanged', refundFen: chosen?.refundFen });
}

export const openRefund: Kind<AskOf<'openRefund'>> = {
  call: ({ rechargeId, reason, view, refundFen }, { storeId }) => ({
    path: `/recharges/${rechargeId}/refunds`,
    body: { storeId, reason, view, refundFen },
  }),
  expected: ({ rechargeId, reason, view, refundFen }) => ({
    type: 'hold',
    givenFen: 0,
    changeFen: 0,
    hasTerms: ({ refund, takes, claims }) =>
      refund?.rechargeId === rechargeId &&
      refund.reason === reason &&
      refund.view === view &&
      refund.refundFen === refundFen &&
      takes.every(({ grantGroup }) => grantGroup === rechargeId) &&
      claims.some((claim) => claim.startsWith(`refund:${rechargeId}:`)),
  }),
  terms: (ask, seen) => {
    const { rechargeId, reason, view, refundFen } = ask;
    const recharge = seen.entries.find(({ _id }) => _id === rechargeId);
    if (!recharge) return null;
    const refund = { rechargeId, reason, view, refundFen };
    const terms = { type: 'refundHold' as const, refund, seenSeq: seen.wallet.version };
    return disagreement(ask, seen, recharge) ?? terms;
  },
  rivalClaim: ({ rechargeId }) => `refund:${rechargeId}:`,
};

const isOfRefund = ({ refund }: Entry) => refund !== null;

/** The money is given over the counter. */
export const payOut: Kind<AskOf<'payOut'>> = {
  call: ({ holdId }, { storeId }) => ({
    path: `/refunds/${holdId}/pay-out`,
    body: { storeId, tender: 'cash', evidence: '收据' },
  }),
  expected: ({ holdId }) => ({
    type: 'refund',
    givenFen: 0,
    refersTo: holdId,
    hasTerms: (entry) => isOfRefund(entry) && entry.tender === 'cash',
  }),
  terms: ({ holdId }) => ({ type: 'refund', holdId, tender: 'cash' }),
};

/** It is not: what was set aside goes back to the card. */
export const cancel: Kind<AskOf<'cancel'>> = {
  call: ({ holdId }, { storeId }) => ({ path: `/refunds/${holdId}/cancel`, body: { storeId } }),
  expected: ({ holdId }) => ({
    type: 'release',
    takenFen: 0,
    changeFen: 0,
    refersTo: holdId,
    hasTerms: isOfRefund,
  }),
  terms: ({ holdId }) => ({ type: 'release', holdId }),
};
