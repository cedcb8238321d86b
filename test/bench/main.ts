/**
 * `npm run bench`: how fast a redemption is through the whole HTTP path, beside a route that does nothing
 * and beside one bare-driver transaction a redemption, turn by turn in one run. Machines differ: the
 * ratios count. `--quick` is a first look; `--profile` leaves a CPU profile of the BFF in `.cache/profiles`;
 * `--soak 10` pays for ten minutes instead and shows the BFF's memory each minute; `--live` has 2,000 members
 * connected and shows what that costs, and how soon they see their receipts; `--reminders` plans a day's
 * reminders over a million cards of 200 merchants; `--app`, or just `app`, loads the app for browsers on a slow
 * phone with a slow network.
 */
import { databaseClock } from '@merchant-coin/bff/db/clock';
import { readEnv } from '@merchant-coin/bff/env';
import { log } from '@merchant-coin/bff/http/log';
import { closeServices, openServices } from '@merchant-coin/bff/services';
import { payCodeStep } from '@merchant-coin/shared';
import { parseArgs } from 'node:util';
import { measureApp } from './app';
import { CARDS, CLERKS, compare, soak } from './compare';
import type { LargeStore } from './large-store';
import { measureLive } from './live';
import { endPrograms, portOf, startBff } from './programs';
import { measureReminders } from './reminders';
import { setStage } from './stage';

/** Each of its cards has five entries. */
const LARGE: LargeStore = { cards: 1_000_000, sample: 100_000 };
const LARGE_QUICK: LargeStore = { cards: 50_000, sample: 50_000 };

interface Flags {
  quick: boolean;
  profile: boolean;
  soakMinutes: number;
  live: boolean;
  reminders: boolean;
  app: boolean;
}

/** Members are connected to one BFF, clerks pay at another. */
async function benchLive({ quick }: Flags): Promise<void> {
  const now = databaseClock.now();
  const stage = await setStage({ cards: CARDS, clerks: CLERKS }, now);
  const [holding, paying] = [startBff(), startBff()];
  const originOf = async (bff: typeof holding) => `http://127.0.0.1:${await portOf(bff)}`;
  const [socketsAt, tillAt] = await Promise.all([originOf(holding), originOf(paying)]);
  const firstStep = payCodeStep(now.getTime());
  const seconds = quick ? 2 : 10;
  await measureLive({ stage, socketsAt, pid: holding.pid, tillAt, seconds, firstStep });
}

const benchReminders = ({ quick }: Flags): Promise<void> =>
  measureReminders(quick ? LARGE_QUICK : LARGE, databaseClock.now());

function flagsOf(args: string[]): Flags {
  const { values, positionals } = parseArgs({
    args,
    options: {
      quick: { type: 'boolean', default: false },
      profile: { type: 'boolean', default: false },
      soak: { type: 'string', default: '0' },
      live: { type: 'boolean', default: false },
      reminders: { type: 'boolean', default: false },
      app: { type: 'boolean', default: false },
    },
    allowPositionals: true,
  });
  const [word, ...others] = positionals;
  if (others.length > 0 || (word !== undefined && word !== 'app')) {
    throw new Error('the one word that bench takes is app');
  }
  if (!/^\d{1,3}$/.test(values.soak)) throw new Error('--soak takes a number of minutes');
  const { soak, ...flags } = values;
  return { ...flags, app: flags.app || word === 'app', soakMinutes: Number(soak) };
}

async function withServices(work: () => Promise<void>): Promise<void> {
  await openServices(readEnv());
  try {
    await work();
  } finally {
    await closeServices();
  }
}

async function main(): Promise<void> {
  const flags = flagsOf(process.argv.slice(2));
  log.level = 'warn';
  if (flags.app) await withServices(() => measureApp(flags, databaseClock.now()));
  else if (flags.live) await withServices(() => benchLive(flags));
  else if (flags.reminders) await withServices(() => benchReminders(flags));
  else if (flags.soakMinutes > 0) await soak(flags.soakMinutes);
  else await compare(flags.quick ? LARGE_QUICK : LARGE, flags);
}

main()
  .catch((error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exitCode = 1;
  })
  .finally(endPrograms);
