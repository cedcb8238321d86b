import { setTimeout as sleep } from 'node:timers/promises';
import { seededRandom } from '#config/seed/random';
import { BUGS, type BugName } from './bugs';
import type { Verdict } from './checker';
import { drill } from './drill';
import { answersOf, countOf, lastLineOf, showFindings } from './report';
import { Ground } from './site';

type Say = (line: string) => void;

/** Few cards with little on them, all tills at once: postings meet on cards, refusals race. */
const CONTENDED = { clients: 24, mostFen: 1_500, pauseMs: 0 };
const OPERATIONS = 500;

/** A busy minute on three cards, with mongod killed in the middle of it. */
async function contended(ground: Ground, name: string, seed: number, bug?: BugName) {
  const options = { ground, database: name, bug, seed, cards: 3, tellers: 8, profile: CONTENDED };
  return drill(options, async ({ workload }) => {
    const deadline = performance.now() + 20_000;
    while (workload.acknowledged < OPERATIONS && performance.now() < deadline) await sleep(20);
  });
}

const foundBy = (verdict: Verdict): string =>
  (['lost', 'doubled', 'wrong'] as const)
    .map((kind) => `${kind}=${countOf(verdict.findings, kind)}`)
    .join(' ');

/**
 * Checks the checker: the same schedule passes on the product as it is and fails with each deliberate bug.
 * Answers whether it did.
 */
export async function checkTheChecker(names: readonly BugName[], seed: number, say: Say) {
  const ground = await Ground.open({ nodes: 1, random: seededRandom(seed) });
  let isGood = true;
  try {
    const clean = await contended(ground, 'clean', seed);
    say(`without a bug: ${lastLineOf([clean.verdict])}`);
    say(`  ${answersOf(clean.history)}`);
    showFindings(clean.verdict, say);
    isGood &&= clean.verdict.findings.length === 0;
    for (const bug of names) {
      const { verdict } = await contended(ground, bug, seed, bug);
      say(`${bug}: ${foundBy(verdict)}`);
      showFindings({ ...verdict, findings: verdict.findings.slice(0, 3) }, say);
      isGood &&= verdict.findings.length > 0;
    }
  } finally {
    await ground.close();
  }
  return isGood;
}

export const BUG_NAMES = Object.keys(BUGS) as BugName[];
