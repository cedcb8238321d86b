import { type EntryType, priceFen } from '@merchant-coin/shared';
import { type Command, expireClaim, releaseClaim, reversalClaim, reversibleOf } from '../commands';
import type { Entry, LotMove, Sale } from '../entry';
import { sumOf } from '../wallet';
import type { Past } from './past';

/** What no command can have made; the message says why. */
export class Impossible extends Error {}

type CommandOf<T, C extends Command = Command> = C extends { type: infer U }
  ? T extends U
    ? C
    : never
  : never;

/** Fields of every command; the entry has them under the same names. */
type Common = 'type' | 'merchantId' | 'cardId' | 'now' | 'claims' | 'fingerprint';

/** The command that made an entry, as far as the entry's type decides it. */
interface Rebuilt<C extends Command> {
  terms: Omit<C, Common | 'storeId' | 'staffId' | 'entryId'>;
  /** Claims on acts that happen once; these and no others of their kinds stand on the entry. */
  once?: string[];
  /** Coins that come into the card, held ones included; negative where they leave it. */
  flowFen: number;
}

type Rebuild<C extends Command> = (entry: Entry, past: Past) => Rebuilt<C> | Promise<Rebuilt<C>>;

/**
 * For each type of entry the command that must have made it. What an entry owes to its request (the price,
 * the policy, a recharge's sums and expiry) is taken from it, after a look whether it makes sense; whatever
 * the rules derive (lots, points, balances) is not, so that deciding again shows it. A type that has a command
 * must have its row here to compile; one that no command makes yet has null.
 */
const REBUILD: {
  [T in EntryType]: T extends Command['type'] ? Rebuild<CommandOf<T>> : null;
} = {
  recharge: (entry) => {
    const { principal, bonus, gives } = loaded(entry);
    demand(principal, 'a recharge without principal');
    demand(entry.tender !== null, 'a recharge without a tender');
    return {
      terms: {
        amountFen: principal.amountFen,
        bonusFen: bonus?.amountFen ?? 0,
        bonusExpiresAt: bonus?.expiresAt ?? null,
        originStoreId: principal.originStoreId,
        tender: entry.tender,
        // The entry does not tell which cap was in force.
        capFen: Number.MAX_SAFE_INTEGER,
      },
      flowFen: sumOf(gives),
    };
  },
  grant: (entry) => {
    const { bonus } = loaded(entry);
    demand(bonus?.expiresAt, 'a grant without a lot that expires');
    const { amountFen, expiresAt, originStoreId } = bonus;
    return { terms: { amountFen, expiresAt, originStoreId }, flowFen: amountFen };
  },
  importOpening: (entry) => {
    const { principal, bonus, gives } = loaded(entry);
    demand(entry.pointsDelta >= 0, 'an opening below zero points');
    return {
      terms: {
        principalFen: principal?.amountFen ?? 0,
        bonusFen: bonus?.amountFen ?? 0,
        bonusExpiresAt: bonus?.expiresAt ?? null,
        originStoreId: gives[0]?.originStoreId ?? '',
        points: entry.pointsDelta,
      },
      flowFen: sumOf(gives),
    };
  },
  redeem: (entry) => {
    const { policy, ...sale } = priced(entry);
    return { terms: { sale, policy, confirmDuplicate: true }, flowFen: -sale.paidFen };
  },
  hold: (entry) => {
    const { policy, ...sale } = priced(entry);
    const { holdExpiresAt: expiresAt } = entry;
    demand(expiresAt === null || expiresAt > entry.at, 'a hold that ends before it begins');
    return { terms: { sale, policy, expiresAt }, flowFen: 0 };
  },
  capture: (entry) => {
    const sale = priced(entry);
    const holdId = referred(entry);
    return { terms: { holdId, sale }, once: [releaseClaim(holdId)], flowFen: -sale.paidFen };
  },
  release: (entry) => {
    const holdId = referred(entry);
    return { terms: { holdId }, once: [releaseClaim(holdId)], flowFen: 0 };
  },
  reverse: async (entry, past) => {
    const id = referred(entry);
    const original = await past.entry(entry, id);
    demand(original?.type === 'redeem' || original?.type === 'capture', `no sale ${id} before it`);
    const before = await past.reversals(entry, id);
    const amountFen = sumOf(entry.gives);
    demand(amountFen > 0, 'a reversal of nothing');
    return {
      terms: { original: reversibleOf(original, before), amountFen },
      once: [reversalClaim(id, before.length + 1)],
      flowFen: amountFen,
    };
  },
  expire: (entry) => {
    const lotId = entry.takes[0]?.lotId ?? '';
    return { terms: { lotId }, once: [expireClaim(lotId)], flowFen: -sumOf(entry.takes) };
  },
  freeze: () => ({ terms: {}, flowFen: 0 }),
  unfreeze: () => ({ terms: {}, flowFen: 0 }),
  refund: null,
  correct: null,
  exchange: null,
};

export interface RebuiltCommand {
  command: Command;
  once: string[];
  flowFen: number;
}

/**
 * The command that an entry says it came of.
 *
 * @throws Impossible where no command can have made it.
 */
export async function rebuild(entry: Entry, past: Past): Promise<RebuiltCommand> {
  const make = REBUILD[entry.type];
  demand(make, `nothing makes entries of type ${entry.type}`);
  const { terms, once = [], flowFen } = await make(entry, past);
  const { type, merchantId, cardId, at: now, claims, fingerprint, storeId, staffId } = entry;
  const common = { type, merchantId, cardId, now, claims, fingerprint, storeId, staffId };
  // TypeScript does not see that the table's row fits the type it was chosen by.
  return { command: { ...common, ...terms } as unknown as Command, once, flowFen };
}

function demand(condition: unknown, problem: string): asserts condition {
  if (!condition) throw new Impossible(problem);
}

function referred({ type, refersTo }: Entry): string {
  demand(refersTo, `a ${type} of nothing`);
  return refersTo;
}

/** The terms of a sale, whose price must follow from them. */
function priced({ type, sale }: Entry): Sale {
  demand(sale, `a ${type} without a sale`);
  const expectedFen = priceFen(sale.listFen, sale.discountBp);
  demand(sale.paidFen === expectedFen, `the price is ${sale.paidFen}, not ${expectedFen} fen`);
  return sale;
}

/** New lots of an entry that brings coins; bonus ends one day, and not before it begins. */
function loaded({ gives, at }: Entry): {
  principal: LotMove | undefined;
  bonus: LotMove | undefined;
  gives: readonly LotMove[];
} {
  const bonus = gives.find((give) => give.kind === 'bonus');
  if (bonus) demand(bonus.expiresAt && bonus.expiresAt > at, 'bonus that has expired at birth');
  return { principal: gives.find((give) => give.kind === 'principal'), bonus, gives };
}
