import type { mongo } from 'mongoose';
import { releaseClaim } from '../commands';
import type { Entry } from '../entry';

/** Entries that stand before one that refers to them; the fold has been over them already. */
export interface Past {
  /** An entry of the same card; null where there is none under this id. */
  entry(of: Entry, entryId: string): Promise<Entry | null>;
  /** The reversals of an entry that came before `of`, on the same card. */
  reversals(of: Entry, entryId: string): Promise<Entry[]>;
  /** What opened refunds of a recharge before `of`, on the same card. */
  refunds(of: Entry, rechargeId: string): Promise<Entry[]>;
  /** What ended these holds before `of`, on the same card. */
  ends(of: Entry, holdIds: readonly string[]): Promise<Entry[]>;
}

const MAJORITY = { readConcern: { level: 'majority' } } as const;

/** Looks entries up by their ids and claims: each costs a look at an index, whatever the card's length. */
export function pastIn(entries: mongo.Collection<Entry>): Past {
  const claiming = async (
    { merchantId, cardId, seq }: Entry,
    claims: mongo.Condition<string[]>,
  ): Promise<Entry[]> => {
    const found = entries.find({ merchantId, claims }, MAJORITY);
    return (await found.toArray()).filter((e) => e.cardId === cardId && e.seq < seq);
  };
  /** Those that hold a claim `{what}:{n}`. */
  const numbered = (of: Entry, what: string): Promise<Entry[]> =>
    claiming(of, { $elemMatch: { $gte: `${what}:`, $lt: `${what};` } });
  return {
    async entry({ merchantId, cardId, seq }, entryId) {
      const found = await entries.findOne({ _id: entryId }, MAJORITY);
      const isBefore = found?.merchantId === merchantId && found.cardId === cardId;
      return isBefore && found.seq < seq ? found : null;
    },

    reversals: (of, entryId) => numbered(of, `reverse:${entryId}`),
    refunds: (of, rechargeId) => numbered(of, `refund:${rechargeId}`),
    ends: async (of, holdIds) =>
      holdIds.length === 0 ? [] : claiming(of, { $in: holdIds.map(releaseClaim) }),
  };
}
