import { correctionKind, type Correction } from '@merchant-coin/shared';
import type { Entry } from '../coins';
import type { ReplacementDocument } from './replacements.model';

/** That a card was frozen or unfrozen. */
export function presentFreezeDone({ _id: id, cardId, type, seq: entrySeq, at }: Entry) {
  const done = type === 'freeze' ? ('freeze' as const) : ('unfreeze' as const);
  return { id, cardId, type: done, entrySeq, at: at.toISOString() };
}

/** Never the serial: it is half of a pay code. */
export function presentReplacement({ _id: id, cardId, at }: ReplacementDocument) {
  return { id, cardId, at: at.toISOString() };
}

export function presentCorrection(entry: Entry): Correction {
  const kind = correctionKind.parse(entry.correction?.kind);
  const delta = entry.correction?.delta ?? 0;
  return {
    id: entry._id,
    cardId: entry.cardId,
    kind,
    deltaFen: kind === 'points' ? 0 : delta,
    deltaPoints: kind === 'points' ? delta : 0,
    shortfallFen: entry.shortfallFen ?? 0,
    shortfallPoints: entry.shortfallPoints,
    entrySeq: entry.seq,
    at: entry.at.toISOString(),
  };
}
