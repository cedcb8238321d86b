import { append, instantAfter } from './append';
import type { Command } from './commands';
import { deciderOf } from './deciders';
import { dueRelease } from './deciders/holds';
import type { Refusal } from './deciders/verdict';
import type { Entry } from './entry';
import { isExpired, type Wallet } from './wallet';

export type Decision =
  | { accepted: true; releases: Entry[]; entry: Entry; wallet: Wallet }
  | { accepted: false; refusal: Refusal };

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
  const releases: Entry[] = [];
  let current = wallet;
  for (const hold of wallet.holds) {
    if (!isExpired(hold, at)) continue;
    const isOwn = command.type === 'lapse' && command.holdId === hold.id;
    const id = isOwn ? entryId : newEntryId();
    const released = append(current, dueRelease(current, hold, at, id), at);
    if (isOwn) return { accepted: true, releases, ...released };
    releases.push(released.entry);
    current = released.wallet;
  }
  const verdict = deciderOf(command)({ wallet: current, command, at, entryId });
  if ('refusal' in verdict) return { accepted: false, refusal: verdict.refusal };
  const { claims, fingerprint, storeId, staffId } = command;
  const draft = { _id: entryId, claims: [...claims], fingerprint, storeId, staffId };
  const appended = append(current, { ...draft, ...verdict.effect }, at);
  return { accepted: true, releases, entry: appended.entry, wallet: appended.wallet };
}
