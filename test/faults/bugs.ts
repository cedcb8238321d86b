import Module from 'node:module';

/**
 * Deliberate mistakes, to see that the checker finds them. The product has no switch for them: text of its
 * compiled files is replaced as they are loaded, or an index is made anew without its rule.
 */
interface Replacement {
  file: string;
  text: string;
  by: string;
}

type Bug = { replace: readonly Replacement[] } | { notUnique: Record<string, 1> };

const LEDGER = 'bff/dist/modules/coins/ledger';
const RECHARGES = 'bff/dist/modules/recharges';

const BUGS = {
  seqNotUnique: { notUnique: { merchantId: 1, cardId: 1, seq: 1 } },
  claimsNotUnique: { notUnique: { merchantId: 1, claims: 1 } },
  answerBeforeAcknowledgement: {
    replace: [
      {
        file: `${LEDGER}/round.js`,
        text: 'async insertAll(chains) {',
        by: `async insertAll(chains) {
          for (const { posting, entries } of chains.flat())
            posting.resolve({ entry: entries.at(-1), replayed: false });`,
      },
    ],
  },
  chainGoesOn: {
    replace: [
      {
        file: `${LEDGER}/round.js`,
        text: 'this.insert(entries, true)',
        by: 'this.insert(entries, false)',
      },
    ],
  },
  staleRefusal: {
    replace: [{ file: `${LEDGER}/round.js`, text: 'isExact && posting.doubtful &&', by: '' }],
  },
  /** A hold stays after its refund was paid out, and nothing claims its end. */
  refundPaidTwice: {
    replace: [
      {
        file: `${LEDGER}/wallet.js`,
        text: "if ((0, exports.takesFromHold)(entry) || entry.type === 'release') {",
        by: "if (entry.type === 'capture' || entry.type === 'release') {",
      },
      {
        file: `${RECHARGES}/refunds/end.js`,
        text: ', (0, coins_1.releaseClaim)(refundId)]',
        by: ']',
      },
    ],
  },
  rechargeCardLoadedTwice: {
    replace: [
      {
        file: `${RECHARGES}/recharge-cards/load.js`,
        text: 'claims.push((0, coins_1.rechargeCardClaim)(card._id));',
        by: '',
      },
    ],
  },
  localState: {
    replace: [{ file: `${LEDGER}/store.js`, text: "level: 'majority'", by: "level: 'local'" }],
  },
} as const satisfies Record<string, Bug>;

export type BugName = keyof typeof BUGS;

export const BUG_NAMES = Object.keys(BUGS) as BugName[];

export const isBugName = (name: string): name is BugName => Object.hasOwn(BUGS, name);

/** The index that a bug takes the rule from; null for bugs in code. */
export function indexWithoutRule(name: BugName): Record<string, 1> | null {
  const bug: Bug = BUGS[name];
  return 'notUnique' in bug ? bug.notUnique : null;
}

interface Compiling {
  _compile: (this: unknown, content: string, filename: string) => unknown;
}

/**
 * Puts a bug into the product's code; before that is loaded. Answers a function that throws unless the bug
 * took its place.
 */
export function plant(name: BugName): () => void {
  const bug: Bug = BUGS[name];
  if (!('replace' in bug)) return () => undefined;
  const loader = Module.prototype as unknown as Compiling;
  const compile = loader._compile;
  const waiting = new Set(bug.replace);
  loader._compile = function (content, filename) {
    let changed = content;
    for (const replacement of bug.replace) {
      if (!filename.endsWith(replacement.file)) continue;
      changed = replaced(changed, replacement);
      waiting.delete(replacement);
    }
    return compile.call(this, changed, filename);
  };
  return () => {
    for (const { file } of waiting) throw new Error(`${name}: ${file} was never loaded`);
  };
}

function replaced(content: string, { file, text, by }: Replacement): string {
  const times = content.split(text).length - 1;
  if (times !== 1) throw new Error(`"${text}" stands ${times} times in ${file}`);
  return content.replace(text, by);
}
