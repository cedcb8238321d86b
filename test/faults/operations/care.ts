import type { Entry } from '@merchant-coin/bff/modules/coins/ledger/entry';
import type { AskOf } from '../history';
import { type Kind, msOf, refused, sumOf } from './kind';

const REASON = { reason: '测试' };

/** The freeze that a card is under; null while it is not frozen. */
function freezeInForce(entries: readonly Entry[]): Entry | null {
  const last = entries.findLast(({ type }) => type === 'freeze' || type === 'unfreeze');
  return last?.type === 'freeze' ? last : null;
}

const callTo = (act: 'freeze' | 'unfreeze', { cardId, by }: AskOf<'freeze' | 'unfreeze'>) => {
  const path = `/cards/${cardId}/${act}`;
  return by === 'member' ? { path, body: {}, by } : { path, body: REASON };
};

const endsOf = ({ refersTo, claims }: Entry) =>
  refersTo === null || claims.includes(`freezeEnd:${refersTo}`);

export const freeze: Kind<AskOf<'freeze'>> = {
  call: (ask) => callTo('freeze', ask),
  // It may stand in the place of the member's own.
  expected: () => ({
    type: 'freeze',
    takenFen: 0,
    givenFen: 0,
    mayRefer: true,
    hasTerms: endsOf,
  }),
  terms: ({ by }, { entries }) => {
    const before = freezeInForce(entries);
    // Staff may keep frozen what the member froze.
    if (before && (by === 'member' || before.staffId !== null)) {
      return refused('conflict', { reason: 'alreadyFrozen' });
    }
    return { type: 'freeze', over: before?._id ?? null };
  },
  rivalClaim: () => 'freezeEnd:',
};

export const unfreeze: Kind<AskOf<'unfreeze'>> = {
  call: (ask) => callTo('unfreeze', ask),
  expected: () => ({
    type: 'unfreeze',
    takenFen: 0,
    givenFen: 0,
    mayRefer: true,
    hasTerms: (entry) => entry.refersTo !== null && endsOf(entry),
  }),
  terms: ({ by }, { entries }) => {
    const before = freezeInForce(entries);
    if (!before) return refused('conflict', { reason: 'notFrozen' });
    if (by === 'member' && before.staffId !== null) {
      return refused('forbidden', { reason: 'frozenByStaff' });
    }
    return { type: 'unfreeze', freezeId: before._id };
  },
  rivalClaim: () => 'freezeEnd:',
};

/** The owner puts right what a card holds. */
export const correct: Kind<AskOf<'correct'>> = {
  call: ({ cardId, of, delta, expiresAtMs }) => ({
    path: `/cards/${cardId}/corrections`,
    body: {
      ...REASON,
      kind: of,
      ...(of === 'points' ? { deltaPoints: delta } : { deltaFen: delta }),
      ...(expiresAtMs !== null && { expiresAt: new Date(expiresAtMs).toISOString() }),
    },
  }),
  expected: ({ of, delta, expiresAtMs }) => ({
    type: 'correct',
    givenFen: of === 'points' ? 0 : Math.max(0, delta),
    hasTerms: ({ correction, gives, takes, shortfallFen = 0, pointsDelta }) =>
      correction?.kind === of &&
      correction.delta === delta &&
      [...gives, ...takes].every(({ kind }) => kind === of) &&
      gives.every((give) => msOf(give.expiresAt) === expiresAtMs) &&
      (of === 'points'
        ? pointsDelta === delta && takes.length === 0
        : pointsDelta === 0 && sumOf(takes) + shortfallFen === Math.max(0, -delta)),
  }),
  terms: ({ of, delta, expiresAtMs }, { history }) => ({
    type: 'correct',
    correction: { kind: of, delta },
    originStoreId: history.storeId,
    expiresAt: expiresAtMs === null ? null : new Date(expiresAtMs),
    capFen: history.capFen,
  }),
};
