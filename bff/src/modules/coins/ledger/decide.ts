import { append, instantAfter } from './append';
import type { Command } from './commands';
import { deciderOf } from './deciders';
import { dueRelease } from './deciders/holds';
import type { Refusal } from './deciders/verdict';
import type { Entry } from './entry';
import { type Hold, isExpired, type Wallet } from './wallet';

export type Decision =
  | { accepted: true; releases: Entry[]; entry: Entry; wallet: Wallet }
  | { accepted: false; refusal: Refusal };

/**
 * The wallet as it counts at an instant: a hold that has run out is released, whether or not anything has
 * been appended since.
 *
 * @param idOf makes the ids of the releases
 * @param until the hold with which to stop; all that are due where null
 */
export function afterDueReleases(
  wallet: Wallet,
  at: Date,
  idOf: (hold: Hold) => string,
  until: string | null = null,
): { releases: Entry[]; wallet: Wallet } {
  const releases: Entry[] = [];
  let current = wallet;
  for (const hold of wallet.holds) {
    if (!isExpired(hold, at)) continue;
    const released = append(current, dueRelease(current, hold, at, idOf(hold)), at);
    releases.push(released.entry);
    current = released.wallet;
    if (hold.id === until) break;
  }
  return { releases, wallet: current };
}

/**
 * The wallet as it counts at an instant, only to be looked at: its releases are not appended. Each has an id of
 * its own, since lots that come back with days of grace are named after it.
 */
export const walletAt = (wallet: Wallet, at: Date): Wallet =>
  afterDueReleases(wallet, at, ({ id }) => `${id}r`).wallet;

/**
 * What a command does to a wallet: one entry, after the releases of holds that have run out; or a refusal,
 * which changes nothing. Pure: the same wallet, command and ids give the same entries.
 *
 * @param entryId the id of the command's entry, kept through all tries
 * @param newEntryId makes the ids of due releases
 */
export function decide(
  wallet: Wallet,
  command: Command,
  entryId: string,
  newEntryId: () => string,
): Decision {
  const at = instantAfter(wallet, command.now);
  const lapsing = command.type === 'lapse' ? command.holdId : null;
  const idOf = (hold: Hold) => (hold.id === lapsing ? entryId : newEntryId());
  const { releases, wallet: current } = afterDueReleases(wallet, at, idOf, lapsing);
  const last = releases.at(-1);
  if (last?._id === entryId) {
    return { accepted: true, releases: releases.slice(0, -1), entry: last, wallet: current };
  }
  const verdict = deciderOf(command)({
    wallet: current,
    command,
    at,
    entryId,
    lastSeq: wallet.version,
  });
  if ('refusal' in verdict) return { accepted: false, refusal: verdict.refusal };
  const { claims, fingerprint, storeId, staffId } = command;
  const draft = { _id: entryId, claims: [...claims], fingerprint, storeId, staffId };
  const appended = append(current, { ...draft, ...verdict.effect }, at);
  return { accepted: true, releases, entry: appended.entry, wallet: appended.wallet };
}
