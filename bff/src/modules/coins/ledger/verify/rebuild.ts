import { DAY_MS, type EntryType, priceFen } from '@merchant-coin/shared';
import {
  type Command,
  expireClaim,
  freezeEndClaim,
  rechargeCardClaim,
  refundClaim,
  releaseClaim,
  reversalClaim,
  reversibleOf,
} from '../commands';
import type { Entry, LotMove, PinTerms, RefundTerms, Sale } from '../entry';
import { sumOf } from '../wallet';
import type { Past } from './past';

/** Fields of every command; the entry has them under the same names. */
type Common = 'merchantId' | 'cardId' | 'now' | 'claims' | 'fingerprint' | 'storeId' | 'staffId';

type TermsOf<C> = C extends Command ? Omit<C, Common | 'entryId'> : never;

/** What made an entry, as far as the entry's type decides it. */
interface Origin {
  terms: TermsOf<Command>;
  /** Claims on acts that happen once: these and no others stand on the entry. */
  once?: string[];
  /** Coins that come into the card, held ones included; negative where they leave it. */
  flowFen: number;
}

type Rebuild = (entry: Entry, past: Past) => Origin | Promise<Origin>;

/**
 * For each type of entry the command that must have made it. What an entry owes to its request (the price,
 * the policy, a recharge's sums and expiry) is taken from it, after a look whether it makes sense; whatever
 * the rules derive (lots, points, balances) is not, so that deciding again shows it. A type that has a command
 * must have its row here to compile; one that no command makes yet has null.
 */
const REBUILD: { [T in EntryType]: T extends Command['type'] ? Rebuild : null } = {
  recharge: (entry) => {
    const { principal, bonus } = newLots(entry);
    demand(principal, 'a recharge without principal');
    demand(entry.tender !== null, 'a recharge without a tender');
    const once = cardsLoaded(entry);
    const isByCard = entry.tender === 'rechargeCard';
    demand(!isByCard || once.length === 1, 'a recharge by card without a card of its own');
    return {
      once: isByCard ? once : [],
      terms: {
        type: 'recharge',
        amountFen: principal.amountFen,
        bonusFen: bonus?.amountFen ?? 0,
        bonusExpiresAt: bonus?.expiresAt ?? null,
        originStoreId: principal.originStoreId,
        tender: entry.tender,
        // The entry does not tell which cap was in force.
        capFen: Number.MAX_SAFE_INTEGER,
      },
      flowFen: sumOf(entry.gives),
    };
  },
  grant: (entry) => {
    const { bonus } = newLots(entry);
    demand(bonus?.expiresAt, 'a grant without a lot that expires');
    const { amountFen, expiresAt, originStoreId } = bonus;
    return { terms: { type: 'grant', amountFen, expiresAt, originStoreId }, flowFen: amountFen };
  },
  importOpening: (entry) => {
    const { principal, bonus } = newLots(entry);
    demand(entry.pointsDelta >= 0, 'an opening below zero points');
    return {
      terms: {
        type: 'importOpening',
        principalFen: principal?.amountFen ?? 0,
        bonusFen: bonus?.amountFen ?? 0,
        bonusExpiresAt: bonus?.expiresAt ?? null,
        originStoreId: entry.gives[0]?.originStoreId ?? '',
        points: entry.pointsDelta,
      },
      flowFen: sumOf(entry.gives),
    };
  },
  redeem: (entry) => {
    const { policy, ...sale } = priced(entry);
    const { pin } = entry;
    if (pin) demandDayOf(entry, pin);
    const common = { type: 'redeem' as const, sale, policy, confirmDuplicate: true };
    return { terms: { ...common, ...(pin && { pin }) }, flowFen: -sale.paidFen };
  },
  hold: (entry, past) => {
    if (entry.refund) return refundHold(entry, entry.refund, past);
    const { policy, ...sale } = priced(entry);
    const { holdExpiresAt: expiresAt, awaitsApproval } = entry;
    demand(!awaitsApproval || expiresAt, 'a wait for approval without an end');
    return {
      terms: { type: 'hold', sale, policy, expiresAt, ...(awaitsApproval && { awaitsApproval }) },
      flowFen: 0,
    };
  },
  capture: async (entry, past) => {
    const sale = priced(entry);
    const holdId = referred(entry);
    const hold = await past.entry(entry, holdId);
    demandTermsOfHold(sale, hold);
    const isApproval = hold.awaitsApproval === true;
    const terms = { type: 'capture' as const, holdId, sale, ...(isApproval && { isApproval }) };
    return { terms, once: [releaseClaim(holdId)], flowFen: -sale.paidFen };
  },
  release: (entry) => {
    const holdId = referred(entry);
    return { terms: { type: 'release', holdId }, once: [releaseClaim(holdId)], flowFen: 0 };
  },
  reverse: async (entry, past) => {
    const id = referred(entry);
    const sale = await past.entry(entry, id);
    demand(sale?.type === 'redeem' || sale?.type === 'capture', `no sale ${id} before it`);
    const before = await past.reversals(entry, id);
    const amountFen = sumOf(entry.gives);
    demand(amountFen > 0, 'a reversal of nothing');
    const once = [reversalClaim(id, before.length + 1)];
    const original = reversibleOf(sale, before);
    return { terms: { type: 'reverse', original, amountFen }, once, flowFen: amountFen };
  },
  expire: (entry) => {
    const lotId = entry.takes[0]?.lotId ?? '';
    const once = [expireClaim(lotId)];
    return { terms: { type: 'expire', lotId }, once, flowFen: -sumOf(entry.takes) };
  },
  exchange: (entry) => {
    const { bonus } = newLots(entry);
    demand(bonus?.expiresAt, 'an exchange without a lot that expires');
    demand(entry.pointsDelta < 0, 'an exchange for no points');
    const { amountFen: bonusFen, expiresAt, originStoreId } = bonus;
    const optionId = referred(entry);
    const points = -entry.pointsDelta;
    return {
      terms: { type: 'exchange', optionId, points, bonusFen, expiresAt, originStoreId },
      flowFen: bonusFen,
    };
  },
  freeze: async (entry, past) => {
    const over = entry.refersTo;
    if (over !== null) {
      const before = await freezeBefore(entry, over, past);
      const isByStaff = entry.staffId !== null && before.staffId === null;
      demand(isByStaff, 'a freeze over one that is not the member’s own, or not by staff');
    }
    const once = over === null ? [] : [freezeEndClaim(over)];
    return { terms: { type: 'freeze', over }, once, flowFen: 0 };
  },
  unfreeze: async (entry, past) => {
    const freezeId = referred(entry);
    const before = await freezeBefore(entry, freezeId, past);
    const mayEnd = entry.staffId !== null || before.staffId === null;
    demand(mayEnd, 'a member who ends what staff froze');
    return { terms: { type: 'unfreeze', freezeId }, once: [freezeEndClaim(freezeId)], flowFen: 0 };
  },
  correct: (entry) => {
    const { principal, bonus } = newLots(entry);
    demand(entry.correction, 'a correction that does not say of what');
    return {
      terms: {
        type: 'correct',
        correction: entry.correction,
        originStoreId: (principal ?? bonus)?.originStoreId ?? '',
        expiresAt: bonus?.expiresAt ?? null,
        // As on a recharge.
        capFen: Number.MAX_SAFE_INTEGER,
      },
      flowFen: sumOf(entry.gives) - sumOf(entry.takes),
    };
  },
  refund: (entry) => {
    const holdId = referred(entry);
    demand(entry.tender !== null, 'a refund without a tender');
    const terms = { type: 'refund' as const, holdId, tender: entry.tender };
    return { terms, once: [releaseClaim(holdId)], flowFen: -sumOf(entry.takes) };
  },
};

/** What no command can have made; the message says why. */
class Impossible extends Error {}

export interface Rebuilt {
  command: Command;
  once: string[];
  flowFen: number;
}

/**
 * The command that an entry says it came of.
 *
 * @throws Error where no command can have made it.
 */
export async function rebuild(entry: Entry, past: Past): Promise<Rebuilt> {
  const make = REBUILD[entry.type];
  demand(make, `nothing makes entries of type ${entry.type}`);
  const { terms, once = [], flowFen } = await make(entry, past);
  const { merchantId, cardId, at: now, fingerprint, storeId, staffId } = entry;
  const [own = '', ...others] = entry.claims;
  const claims: Command['claims'] = [own, ...others];
  const common = { merchantId, cardId, now, claims, fingerprint, storeId, staffId };
  return { command: { ...common, ...terms }, once, flowFen };
}

function demand(condition: unknown, problem: string): asserts condition {
  if (!condition) throw new Impossible(problem);
}

/** The day of an entry in whatever zone its merchant has is that of UTC, or one beside it. */
function demandDayOf({ at }: Entry, { day }: PinTerms): void {
  const daysApart = Math.abs(Date.parse(day) - at.getTime()) / DAY_MS;
  demand(daysApart <= 2, `paid by PIN on ${day}, at ${at.toISOString()}`);
}

async function freezeBefore(entry: Entry, freezeId: string, past: Past): Promise<Entry> {
  const freeze = await past.entry(entry, freezeId);
  demand(freeze?.type === 'freeze', `no freeze ${freezeId} before it`);
  return freeze;
}

async function refundHold(entry: Entry, refund: RefundTerms, past: Past): Promise<Origin> {
  const { rechargeId } = refund;
  const recharge = await past.entry(entry, rechargeId);
  demand(recharge?.type === 'recharge', `no recharge ${rechargeId} before it`);
  const paidFen = sumOf(recharge.gives.filter(({ kind }) => kind === 'principal'));
  const before = await past.refunds(entry, rechargeId);
  const beforeFen = await paidOutFen(entry, before, past);
  const sums = `${refund.refundFen} of ${paidFen} fen, ${beforeFen} of them before`;
  demand(beforeFen + refund.refundFen <= paidFen, `it gives back ${sums}`);
  return {
    // The sum was worked out on the entry before it: `decide` let nothing come between.
    terms: { type: 'refundHold', refund, seenSeq: entry.seq - 1 },
    once: [refundClaim(rechargeId, before.length + 1)],
    flowFen: 0,
  };
}

/** What earlier refunds gave in money; one that was cancelled gave nothing. */
async function paidOutFen(entry: Entry, holds: readonly Entry[], past: Past): Promise<number> {
  const ids = holds.map(({ _id }) => _id);
  const paid = (await past.ends(entry, ids)).filter(({ type }) => type === 'refund');
  return paid.reduce((sum, { refund }) => sum + (refund?.refundFen ?? 0), 0);
}

function referred({ type, refersTo }: Entry): string {
  demand(refersTo, `a ${type} of nothing`);
  return refersTo;
}

/** The recharge cards that an entry claims to have loaded. */
const cardsLoaded = ({ claims }: Entry): string[] =>
  claims.filter((claim) => claim.startsWith(rechargeCardClaim('')));

/** The terms of a sale, whose price must follow from them. */
function priced({ type, sale }: Entry): Sale {
  demand(sale, `a ${type} without a sale`);
  const expectedFen = priceFen(sale.listFen, sale.discountBp);
  demand(sale.paidFen === expectedFen, `the price is ${sale.paidFen}, not ${expectedFen} fen`);
  return sale;
}

/** A capture is sold on its hold's terms; only the sum is its own. */
function demandTermsOfHold(sale: Sale, hold: Entry | null): asserts hold is Entry {
  demand(hold?.type === 'hold' && hold.sale, 'a capture of no hold of a sale');
  for (const term of ['discountBp', 'pointsBp', 'policy'] as const) {
    const [found, held] = [sale[term], hold.sale[term]];
    demand(found === held, `${term} is ${found}, on its hold ${held}`);
  }
}

/** New lots of an entry that brings coins; bonus ends one day, and not before it begins. */
function newLots({ gives, at }: Entry): Partial<Record<LotMove['kind'], LotMove>> {
  const bonus = gives.find((give) => give.kind === 'bonus');
  if (bonus) demand(bonus.expiresAt && bonus.expiresAt > at, 'bonus that has expired at birth');
  const principal = gives.find((give) => give.kind === 'principal');
  return { ...(principal && { principal }), ...(bonus && { bonus }) };
}
