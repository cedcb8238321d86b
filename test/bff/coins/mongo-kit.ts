import { newId } from '@merchant-coin/bff/db/ids';
import { connectMongo, disconnectMongo, ensureIndexes } from '@merchant-coin/bff/db/mongo';
import mongoose, { type mongo } from 'mongoose';
import type {
  Claims,
  Command,
  GrantCommand,
  RechargeCommand,
  RedeemCommand,
} from '../../../bff/src/modules/coins/ledger/commands';
import { requestClaim } from '../../../bff/src/modules/coins/ledger/commands';
import { Committer } from '../../../bff/src/modules/coins/ledger/committer';
import type { CommitterOptions } from '../../../bff/src/modules/coins/ledger/posting';
import type { Entry } from '../../../bff/src/modules/coins/ledger/entry';
import { mongoLedgerStore } from '../../../bff/src/modules/coins/ledger/store';
import { EntryModel, type WalletSnapshot } from '../../../bff/src/modules/coins/coins.model';
import { dropDatabase, freshMongoUri } from '../../support/db';

const DAY_MS = 86_400_000;

/** The ledger's collections in a database of this file's own, without an app around them. */
export async function openLedger(): Promise<mongo.Db> {
  await connectMongo(freshMongoUri());
  await ensureIndexes();
  // The indexes carry the rules; they are made for models that have been imported.
  const made = await EntryModel.collection.indexes();
  expect(made).toHaveLength(EntryModel.schema.indexes().length + 1);
  const { db } = mongoose.connection;
  if (!db) throw new Error('not connected');
  return db;
}

export async function closeLedger(): Promise<void> {
  await dropDatabase();
  await disconnectMongo();
}

export const entriesIn = (db: mongo.Db) => db.collection<Entry>('entries');
export const walletsIn = (db: mongo.Db) => db.collection<WalletSnapshot>('wallets');

/** One writer, as each BFF process has one. */
export function committerOn(db: mongo.Db, options: Partial<CommitterOptions> = {}): Committer {
  return new Committer({
    store: mongoLedgerStore(db),
    newEntryId: () => newId('entry'),
    onCommitted: () => undefined,
    onUnknown: () => undefined,
    ...options,
  });
}

let keys = 0;

type Fields<C extends Command> = Partial<C> & Pick<C, 'merchantId' | 'cardId'>;

function base(claims: Claims = [requestClaim(`key-${(keys += 1)}`)]) {
  return { now: new Date(), claims, fingerprint: claims[0], storeId: 'sto_a', staffId: 'stf_a' };
}

export const rechargeOf = (fields: Fields<RechargeCommand>): RechargeCommand => ({
  ...base(),
  type: 'recharge',
  amountFen: 10_000,
  bonusFen: 0,
  bonusExpiresAt: null,
  originStoreId: 'sto_a',
  tender: 'cash',
  capFen: 100_000_000,
  ...fields,
});

export const grantOf = (fields: Fields<GrantCommand>): GrantCommand => ({
  ...base(),
  type: 'grant',
  amountFen: 500,
  expiresAt: new Date(Date.now() + DAY_MS),
  originStoreId: 'sto_a',
  ...fields,
});

export const redeemOf = ({
  paidFen,
  ...fields
}: Fields<RedeemCommand> & { paidFen: number }): RedeemCommand => ({
  ...base(fields.claims as Claims | undefined),
  type: 'redeem',
  sale: { listFen: paidFen, paidFen, discountBp: 10_000, pointsBp: 10_000 },
  policy: 'bonusFirst',
  confirmDuplicate: true,
  ...fields,
});
