import { requestClaim } from '../../../bff/src/modules/coins/ledger/commands';
import { Committer } from '../../../bff/src/modules/coins/ledger/committer';
import type {
  RechargeCommand,
  RedeemCommand,
} from '../../../bff/src/modules/coins/ledger/commands';
import { seededRandom } from '../../../config/dev/seed/random';
import { AppError } from '../../../bff/src/http/app-error';
import { type Faults, FakeLedgerStore } from './fake-store';
import { MERCHANT, START } from './ledger-kit';

const CARDS = 4;
const OPERATIONS = 60;
const LOADED_FEN = 2_000;

let ids = 0;
const newEntryId = () => `ent_${String((ids += 1)).padStart(8, '0')}`;

const base = (cardId: string, key: string) => ({
  merchantId: MERCHANT,
  cardId,
  now: START,
  claims: [requestClaim(key)] as [string, ...string[]],
  fingerprint: key,
  storeId: 'sto_a',
  staffId: 'stf_a',
});

const rechargeOf = (cardId: string): RechargeCommand => ({
  ...base(cardId, `load-${cardId}`),
  type: 'recharge',
  amountFen: LOADED_FEN,
  bonusFen: 0,
  bonusExpiresAt: null,
  originStoreId: 'sto_a',
  tender: 'cash',
  capFen: 100_000,
});

function redeemOf(random: () => number, key: string): RedeemCommand {
  const cardId = `crd_${Math.floor(random() * CARDS)}`;
  const paidFen = 1 + Math.floor(random() * 300);
  // Codes are scarce, so that several requests want the same one.
  const code = `code:${cardId}:${Math.floor(random() * 25)}`;
  return {
    ...base(cardId, key),
    claims: [requestClaim(key), code],
    type: 'redeem',
    sale: { listFen: paidFen, paidFen, discountBp: 10_000, pointsBp: 10_000 },
    policy: 'bonusFirst',
    confirmDuplicate: true,
  };
}

type Outcome = { entryId: string } | { code: string };

async function outcomeOf(committer: Committer, command: RedeemCommand): Promise<Outcome> {
  try {
    const { entry } = await committer.post(command);
    return { entryId: entry._id };
  } catch (error) {
    if (error instanceof AppError) return { code: error.code };
    throw error;
  }
}

/** Two committers on one store, every request sent twice, and a store that loses requests and replies. */
async function simulate(seed: number, faults: Faults): Promise<void> {
  const random = seededRandom(seed);
  const store = new FakeLedgerStore(random, faults);
  const quiet = { onCommitted: () => undefined, onUnknown: () => undefined };
  // The deadline comes after 100 ms of real time instead of 5 s; late writes land long before.
  const elapsedMs = () => performance.now() * 50;
  const committers = [0, 1].map(() => new Committer({ store, newEntryId, elapsedMs, ...quiet }));
  const some = () => committers[random() < 0.5 ? 0 : 1] as Committer;
  for (let card = 0; card < CARDS; card += 1) await some().post(rechargeOf(`crd_${card}`));

  const requests = Array.from({ length: OPERATIONS }, (_, n) => redeemOf(random, `${seed}-${n}`));
  const outcomes = await Promise.all(
    requests.map(async (command) => {
      const twice = await Promise.all([
        outcomeOf(some(), command),
        outcomeOf(some(), { ...command, claims: [...command.claims] }),
      ]);
      return { command, twice };
    }),
  );
  await Promise.all(committers.map((committer) => committer.drained()));

  const byClaim = new Map(
    store.entries.flatMap((e) => e.claims.map((claim) => [claim, e] as const)),
  );
  for (const { command, twice } of outcomes) {
    const entry = byClaim.get(command.claims[0]);
    for (const outcome of twice) {
      // Acknowledged is there, under that id, once; refused is not there.
      if ('entryId' in outcome) expect(outcome.entryId).toBe(entry?._id);
      else if (outcome.code !== 'unavailable') expect(entry).toBeUndefined();
    }
  }
  for (const [cardId, wallet] of await store.loadWallets(
    Array.from({ length: CARDS }, (_, n) => ({ merchantId: MERCHANT, cardId: `crd_${n}` })),
  )) {
    const spentFen = store.entries
      .filter((e) => e.cardId === cardId && e.type === 'redeem')
      .reduce((sum, e) => sum + (e.sale?.paidFen ?? 0), 0);
    const leftFen = wallet.lots.reduce((sum, lot) => sum + lot.remainingFen, 0);
    expect(leftFen).toBe(LOADED_FEN - spentFen);
  }
}

describe('the committer over a store that fails', () => {
  const calm: Faults = { lostReply: 0, lostRequest: 0, lateWrite: 0 };
  const rough: Faults = { lostReply: 0.15, lostRequest: 0.1, lateWrite: 0.1 };

  it.each([1, 2, 3, 4, 5, 6, 7, 8, 9, 10])('two writers, seed %i', (seed) => simulate(seed, calm));

  it.each([11, 12, 13, 14, 15, 16, 17, 18, 19, 20, 21, 22, 23, 24, 25])(
    'lost requests, lost replies and late writes, seed %i',
    (seed) => simulate(seed, rough),
  );
});
