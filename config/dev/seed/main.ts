import { databaseClock } from '@merchant-coin/bff/db/clock';
import { readEnv } from '@merchant-coin/bff/env';
import { makeOperator } from '@merchant-coin/bff/modules/accounts';
import { merchantByName } from '@merchant-coin/bff/modules/merchants';
import { closeServices, openServices } from '@merchant-coin/bff/services';
import { CHAIN, OTHER_MERCHANTS, PEOPLE } from './data';
import { isSeeded, seedDemoMember, seedMembers } from './members';
import { seedChain, seedOther } from './merchants';
import { person } from './people';

/**
 * `npm run seed`: a café chain with members and months of history, and a directory of other merchants.
 * What is there already stays; a run that was cut off is finished by the next.
 */
async function seed(): Promise<void> {
  const known = await merchantByName(CHAIN.name);
  if (known && (await isSeeded(known._id))) {
    console.log('The demo merchants are there already.');
    return;
  }
  const now = databaseClock.now();
  await makeOperator(await person(PEOPLE.operator, now));
  const chain = await seedChain(now);
  const others = [];
  for (const [index, merchant] of OTHER_MERCHANTS.entries()) {
    others.push(await seedOther(merchant, index, now));
  }
  await seedDemoMember(chain, others, chain.clerkStaffId, now);
  await seedMembers(chain, chain.clerkStaffId, now);
  console.log(`${others.length + 1} merchants and their members are in.`);
}

async function main(): Promise<void> {
  await openServices(readEnv());
  try {
    await seed();
  } finally {
    await closeServices();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
