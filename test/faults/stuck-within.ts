/** A process that stops in the middle of a business transaction, after `coins.postWithin`, to be killed. */
import { connectMongo } from '@merchant-coin/bff/db/mongo';
import { inTransaction } from '@merchant-coin/bff/db/transaction';
import { postWithin, requestClaim, startCoins } from '@merchant-coin/bff/modules/coins';

async function main(): Promise<void> {
  await connectMongo(process.env['MONGODB_URI'] ?? '');
  startCoins((cause) => console.error(cause));
  const key = JSON.parse(process.env['CARD'] ?? '{}') as { merchantId: string; cardId: string };
  await inTransaction(async (session) => {
    await postWithin(session, {
      ...key,
      type: 'redeem',
      now: new Date(),
      claims: [requestClaim('stuck')],
      fingerprint: 'stuck',
      storeId: null,
      staffId: null,
      sale: { listFen: 1, paidFen: 1, discountBp: 10_000, pointsBp: 0 },
      policy: 'bonusFirst',
      confirmDuplicate: true,
    });
    process.send?.('appended');
    await new Promise(() => undefined);
  });
}

void main();
