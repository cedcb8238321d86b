import { AppError } from '../../../http/app-error';
import type { Claims } from './commands';
import type { Entry } from './entry';

/** Which entry holds which claim. */
export function holdersOf(entries: readonly Entry[]): Map<string, Entry> {
  return new Map(entries.flatMap((entry) => entry.claims.map((claim) => [claim, entry] as const)));
}

/** What someone else's hold on one of a command's claims means to the command. */
function refusalOf(claim: string): AppError {
  if (claim.startsWith('code:')) return new AppError('payCodeUsed');
  if (claim.startsWith('release:')) return new AppError('conflict', { reason: 'holdEnded' });
  if (claim.startsWith('rechargeCard:')) return new AppError('rechargeCardInvalid');
  return new AppError('conflict', { reason: 'doneMeanwhile' });
}

/**
 * The entry that an earlier request with the same first claim made; null where no claim is held.
 *
 * @throws AppError `idempotencyMismatch` where that entry came of other content; `payCodeUsed` or `conflict`
 *   where another command holds one of the further claims.
 */
export function entryByClaims(
  claims: Readonly<Claims>,
  fingerprint: string,
  holders: ReadonlyMap<string, Entry>,
): Entry | null {
  const [own, ...others] = claims;
  const before = holders.get(own);
  if (before) {
    if (before.fingerprint !== fingerprint) throw new AppError('idempotencyMismatch');
    return before;
  }
  const foreign = others.find((claim) => holders.has(claim));
  if (foreign) throw refusalOf(foreign);
  return null;
}
