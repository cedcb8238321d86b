/**
 * `npm run test:faults`: real processes, real signals. Two BFFs and a worker under the load of a busy shop
 * while their services are killed; a checker then replays what was asked and answered.
 */
import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '#config/seed/random';
import type { Verdict } from './checker';
import { killChildren } from './children';
import { drill } from './drill';
import { FAULTS, Nemesis } from './nemesis';
import { optionsOf, type Options } from './options';
import { answersOf, doneIn, lastLineOf, showFindings } from './report';
import { Ground } from './site';
import { checkTheChecker } from './trials';

const say = (line: string) => console.log(line);

interface Phase {
  name: 'single' | 'three';
  times: number;
  /** Two faults at once, so many times. */
  pairs: number;
  acknowledged: number;
}

const PROFILE = { clients: 24, mostFen: 3_000, pauseMs: 0 };
const FULL: Phase[] = [
  { name: 'single', times: 3, pairs: 10, acknowledged: 16_000 },
  { name: 'three', times: 2, pairs: 3, acknowledged: 6_000 },
];
const QUICK: Phase[] = [{ name: 'single', times: 1, pairs: 1, acknowledged: 600 }];

async function runPhase({ name, ...campaign }: Phase, { seed, seconds }: Options) {
  const random = seededRandom(seed);
  const ground = await Ground.open({ nodes: name === 'three' ? 3 : 1, random });
  let keep = true;
  try {
    say(`${name === 'three' ? 'three mongods' : 'one mongod'}, two BFFs, a worker, Redis`);
    let faults: ReadonlyMap<string, number> = new Map();
    const startedMs = performance.now();
    const { verdict, history } = await drill(
      {
        ground,
        database: `faults_${name}`,
        seed,
        cards: 24,
        tellers: 32,
        profile: PROFILE,
        worker: true,
      },
      async ({ site, workload }) => {
        const nemesis = new Nemesis(site, workload, random, say);
        await nemesis.run(FAULTS[name], campaign);
        while (performance.now() - startedMs < seconds * 1_000) await sleep(100);
        faults = nemesis.done;
      },
    );
    say(`  faults: ${[...faults].map((each) => each.join(' ')).join(', ')}`);
    if (name === 'single') say(`  inserts lost on the way: ${lostOf(ground)}`);
    say(`  done: ${doneIn(history)}`);
    say(`  answers: ${answersOf(history)}`);
    showFindings(verdict, say);
    keep = verdict.findings.length > 0;
    if (keep) say(`  data and logs are kept in ${ground.dir}`);
    return verdict;
  } finally {
    await ground.close({ keep });
  }
}

const lostOf = ({ proxies }: Ground) => proxies.reduce((sum, { lost }) => sum + lost, 0);

async function main(): Promise<boolean> {
  const options = optionsOf(process.argv.slice(2));
  say(`seed ${options.seed}`);
  if (options.bugs.length > 0) return checkTheChecker(options.bugs, options.seed, say);
  const verdicts: Verdict[] = [];
  for (const phase of options.quick ? QUICK : FULL) verdicts.push(await runPhase(phase, options));
  say(lastLineOf(verdicts));
  return verdicts.every(({ findings }) => findings.length === 0);
}

for (const signal of ['SIGINT', 'SIGTERM'] as const) {
  process.on(signal, () => {
    killChildren();
    process.exit(130);
  });
}

main().then(
  (isClean) => process.exit(isClean ? 0 : 1),
  (error: unknown) => {
    console.error(error instanceof Error ? error.message : error);
    process.exit(1);
  },
);
