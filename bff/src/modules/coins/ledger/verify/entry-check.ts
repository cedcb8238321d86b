import { append, hashOf, instantAfter } from '../append';
import { decide } from '../decide';
import { dueRelease } from '../deciders/holds';
import type { Entry } from '../entry';
import { applyEntry, isExpired, sumOf, type Wallet } from '../wallet';
import { firstDifference, textAt } from './difference';
import type { Past } from './past';
import { rebuild, type Rebuilt } from './rebuild';
import { shapeProblem } from './shape';

/** The wallet after an entry that is right, and the coins that it brought; or what is wrong with it. */
export type Checked = { wallet: Wallet; flowFen: number } | { problem: string };

/**
 * Judges the entry that follows `wallet`. Its command is rebuilt from it and decided again: the entry must be,
 * to the last field and its hash, what the rules append. So the terms of every rule have to stand on the
 * entry, and a rule that changes must keep judging old entries by theirs.
 */
export async function checkEntry(wallet: Wallet, entry: Entry, past: Past): Promise<Checked> {
  if (entry.seq !== wallet.version + 1)
    return { problem: `seq ${entry.seq} after ${wallet.version}` };
  if (entry.prev !== wallet.head) return { problem: 'the hash chain is broken' };
  const checked = await judge(wallet, entry, past);
  // Hashed as it is stored, whatever made it.
  if (isHashRight(entry)) return checked;
  const why = 'problem' in checked ? ` (${checked.problem})` : '';
  return { problem: `the entry does not match its hash${why}` };
}

async function judge(wallet: Wallet, entry: Entry, past: Past): Promise<Checked> {
  const misshapen = shapeProblem(entry);
  if (misshapen) return { problem: misshapen };
  try {
    const rebuilt = await rebuild(entry, past);
    const problem = claimsProblem(entry, rebuilt) ?? decisionProblem(wallet, entry, rebuilt);
    if (problem) return { problem };
    const next = applyEntry(wallet, entry);
    const { flowFen } = rebuilt;
    if (coinsOf(next) !== coinsOf(wallet) + flowFen) return { problem: 'coins are not conserved' };
    return { wallet: next, flowFen };
  } catch (error) {
    // Whatever the rules choke on is wrong with the entry: it was theirs when it was written.
    return { problem: error instanceof Error ? error.message : String(error) };
  }
}

/** Coins in lots, expired ones included, and in holds. */
export function coinsOf(wallet: Wallet): number {
  const inLots = wallet.lots.reduce((sum, lot) => sum + lot.remainingFen, 0);
  return inLots + wallet.holds.reduce((sum, hold) => sum + sumOf(hold.takes), 0);
}

/** Claims that come with the request: keys, codes and payments. All others are on acts of the entry's type. */
const OF_REQUEST = /^(?:req|code|pay):/;

/** What is wrong with what an entry claims, beyond the claims being unique, which an index sees to. */
function claimsProblem({ claims, cardId, type }: Entry, { once }: Rebuilt): string | null {
  if (new Set(claims).size < claims.length) return 'an entry that makes a claim twice';
  const acts = claims.filter((claim) => !OF_REQUEST.test(claim));
  if (firstDifference([...once].sort(), [...acts].sort()) !== null) {
    const [found, expected] = [acts, once].map((list) => list.join(' ') || 'nothing');
    return `a ${type} that claims ${found}, not ${expected}`;
  }
  const foreign = claims.find((c) => c.startsWith('code:') && !isCodeOf(cardId, c));
  if (foreign) return `it claims ${foreign}, no code of its card`;
  const isRequested = claims.some((claim) => claim.startsWith('req:'));
  return type === 'redeem' && !isRequested ? 'a redemption without a request' : null;
}

const isCodeOf = (cardId: string, claim: string) =>
  claim.startsWith(`code:${cardId}:`) && /:\d+$/.test(claim);

/** How an entry differs from what the rules append to the wallet in its place. */
function decisionProblem(wallet: Wallet, entry: Entry, { command }: Rebuilt): string | null {
  const at = instantAfter(wallet, entry.at);
  const due = wallet.holds.find((hold) => isExpired(hold, at));
  if (due)
    return differenceFrom(append(wallet, dueRelease(wallet, due, at, entry._id), at).entry, entry);
  const decision = decide(wallet, command, entry._id, () => entry._id);
  if (decision.accepted) return differenceFrom(decision.entry, entry);
  const { code, details } = decision.refusal;
  return `the rules refuse this ${entry.type}: ${code} ${JSON.stringify(details)}`;
}

function differenceFrom(expected: Entry, found: Entry): string | null {
  const path = firstDifference(expected, found);
  if (path === null) return null;
  return `${path} is ${textAt(found, path)} where the rules give ${textAt(expected, path)}`;
}

function isHashRight({ hash, ...unhashed }: Entry): boolean {
  try {
    return hashOf(unhashed) === hash;
  } catch {
    // A value that has no canonical form was never hashed.
    return false;
  }
}
