import { databaseClock } from '@merchant-coin/bff/db/clock';
import { readEnv } from '@merchant-coin/bff/env';
import { merchantByName } from '@merchant-coin/bff/modules/merchants';
import { enterPayee, testPayee } from '@merchant-coin/bff/modules/recharges';
import { closeServices, openServices } from '@merchant-coin/bff/services';
import { generateKeyPairSync, randomBytes } from 'node:crypto';
import { CHAIN, OTHER_MERCHANTS } from './data';

/**
 * Accounts at the WeChat stand-in for the demo merchants. The stand-in forgets them when it stops, and signs
 * with another key after it: so they are entered anew at each start, each under the number it had.
 */
async function seedPayees(wechat: string): Promise<void> {
  for (const [index, { name }] of [CHAIN, ...OTHER_MERCHANTS].entries()) {
    const merchant = await merchantByName(name);
    if (!merchant) continue;
    const { publicKey, ...own } = newKeys(String(1_600_000_001 + index));
    const platformPublicKeys = await register(wechat, { ...own, publicKey });
    const merchantId = merchant._id;
    const keys = { merchantId, mode: 'direct', ...own, platformPublicKeys } as const;
    const now = databaseClock.now();
    await enterPayee(keys, now);
    const { state, problem } = await testPayee(merchantId, now);
    if (state !== 'ready') throw new Error(`the payee of ${name} does not work: ${problem}`);
  }
}

function newKeys(mchid: string) {
  const { publicKey, privateKey } = generateKeyPairSync('rsa', {
    modulusLength: 2048,
    publicKeyEncoding: { type: 'spki', format: 'pem' },
    privateKeyEncoding: { type: 'pkcs8', format: 'pem' },
  });
  const serialNumber = randomBytes(20).toString('hex').toUpperCase();
  return { mchid, serialNumber, publicKey, privateKey, apiV3Key: randomBytes(16).toString('hex') };
}

type Keys = ReturnType<typeof newKeys>;

async function register(
  wechat: string,
  { privateKey: _privateKey, ...keys }: Keys,
): Promise<{ id: string; pem: string }[]> {
  const answer = await fetch(`${wechat}/control/payees`, {
    method: 'POST',
    headers: { 'content-type': 'application/json' },
    body: JSON.stringify({ ...keys, appid: readEnv().WECHAT_APPID }),
  });
  if (!answer.ok) throw new Error(`the stand-in took no payee: ${answer.status}`);
  return ((await answer.json()) as { platformPublicKeys: { id: string; pem: string }[] })
    .platformPublicKeys;
}

async function main(): Promise<void> {
  const env = readEnv();
  await openServices(env);
  try {
    await seedPayees(env.WECHAT_PAY_API_BASE);
  } finally {
    await closeServices();
  }
}

main().catch((error: unknown) => {
  console.error(error instanceof Error ? error.message : error);
  process.exitCode = 1;
});
