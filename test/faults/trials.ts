import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '#config/seed/random';
import type { BugName } from './bugs';
import type { Verdict } from './checker';
import { type Drill, drill } from './drill';
import { answersOf, countOf, lastLineOf, showFindings } from './report';
import { Ground } from './site';

type Say = (line: string) => void;

const SHOWN = 3;
const MOST_TRIES = 3;

/** Few cards with little on them, all tills at once: postings meet on cards, refusals race. */
const CONTENDED = { clients: 24, mostFen: 1_500, pauseMs: 0 };
const OPERATIONS = 250;
/** For a machine with much else to do. */
const MOST_MS = 8_000;

type Trial = (drill: Drill) => Promise<void>;

async function until(condition: () => boolean, mostMs: number): Promise<void> {
  const deadline = performance.now() + mostMs;
  while (!condition() && performance.now() < deadline) await sleep(10);
}

const contended: Trial = ({ workload }) =>
  until(() => workload.acknowledged >= OPERATIONS, MOST_MS);

/**
 * A primary that has lost its majority is written to, and dies with what nobody else has. What was read from
 * it alone must have been told to nobody.
 */
const isolatedPrimary: Trial = async ({ site, workload }) => {
  const { mongo } = site.ground;
  await until(() => workload.acknowledged >= 50, MOST_MS);
  const primary = await mongo.untilPrimary();
  const others = [...mongo.nodes.keys()].filter((n) => n !== primary);
  await Promise.all(others.map((n) => mongo.kill(n)));
  // What was on its way may still be acknowledged; nothing after that.
  await sleep(200);
  const before = workload.acknowledged;
  await until(() => workload.acknowledged > before + 10, ISOLATED_MS);
  await mongo.kill(primary);
  for (const n of others) mongo.restart(n);
  await mongo.untilPrimary();
  mongo.restart(primary);
  await mongo.untilWhole();
  const after = workload.acknowledged;
  await until(() => workload.acknowledged > after + 50, MOST_MS);
};
/** Shorter than the primary takes to notice and step down. */
const ISOLATED_MS = 2_000;

const foundBy = (verdict: Verdict): string =>
  (['lost', 'doubled', 'wrong'] as const)
    .map((kind) => `${kind}=${countOf(verdict.findings, kind)}`)
    .join(' ');

interface TrialOptions {
  nodes: 1 | 3;
  trial: Trial;
  bugs: readonly BugName[];
}

const TRIALS: TrialOptions[] = [
  {
    nodes: 1,
    trial: contended,
    bugs: [
      'seqNotUnique',
      'claimsNotUnique',
      'answerBeforeAcknowledgement',
      'chainGoesOn',
      'staleRefusal',
      'refundPaidTwice',
      'rechargeCardLoadedTwice',
    ],
  },
  { nodes: 3, trial: isolatedPrimary, bugs: ['localState'] },
];

/**
 * Checks the checker: the same schedule passes on the product as it is and fails with each deliberate bug.
 * Answers whether it did.
 */
async function checkBy({ nodes, trial, bugs }: TrialOptions, seed: number, say: Say) {
  const ground = await Ground.open({ nodes, random: seededRandom(seed) });
  const run = (name: string, bug?: BugName) =>
    drill({ ground, database: name, bug, seed, cards: 3, tellers: 4, profile: CONTENDED }, trial);
  let isGood = true;
  try {
    const clean = await run('clean');
    say(`without a bug: ${lastLineOf([clean.verdict])} (${answersOf(clean.history)})`);
    showFindings(clean.verdict, say);
    isGood &&= clean.verdict.findings.length === 0;
    for (const bug of bugs) {
      let { verdict } = await run(bug, bug);
      // What races need not race each time.
      for (let tries = 2; verdict.findings.length === 0 && tries <= MOST_TRIES; tries += 1) {
        ({ verdict } = await run(`${bug}${tries}`, bug));
      }
      say(`${bug}: ${foundBy(verdict)}`);
      showFindings({ ...verdict, findings: verdict.findings.slice(0, SHOWN) }, say);
      isGood &&= verdict.findings.length > 0;
    }
  } finally {
    await ground.close();
  }
  return isGood;
}

/** Whether the checker finds each of these bugs, and nothing without them. */
export async function checkTheChecker(names: readonly BugName[], seed: number, say: Say) {
  let isGood = true;
  for (const options of TRIALS) {
    const bugs = options.bugs.filter((bug) => names.includes(bug));
    if (bugs.length > 0) isGood = (await checkBy({ ...options, bugs }, seed, say)) && isGood;
  }
  return isGood;
}
