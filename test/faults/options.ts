import { parseArgs } from 'node:util';
import { BUG_NAMES, type BugName, isBugName } from './bugs';

export interface Options {
  seed: number;
  /** At least so long a phase. */
  seconds: number;
  quick: boolean;
  /** Checks the checker instead, by these deliberate bugs. */
  bugs: readonly BugName[];
}

function bugName(name: string): BugName {
  if (isBugName(name)) return name;
  throw new Error(`There is no bug "${name}": ${BUG_NAMES.join(', ')}.`);
}

function wholeNumber(flag: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new Error(`--${flag} takes a whole number, not "${text}".`);
}

const USAGE = '--quick, --seed N, --seconds N, --check-the-checker, --bug NAME';

function parsed(args: string[]) {
  try {
    return parseArgs({
      args,
      options: {
        seed: { type: 'string' },
        seconds: { type: 'string', default: '0' },
        quick: { type: 'boolean', default: false },
        'check-the-checker': { type: 'boolean', default: false },
        bug: { type: 'string', multiple: true, default: [] },
      },
    }).values;
  } catch (error) {
    const what = /'([^']*)'/.exec((error as Error).message)?.[1] ?? args.join(' ');
    throw new Error(`"${what}" is not understood; there are ${USAGE}.`, { cause: error });
  }
}

/** Reads the command line; throws one sentence where it cannot. */
export function optionsOf(args: string[]): Options {
  const { seed, seconds, quick, bug, 'check-the-checker': all } = parsed(args);
  return {
    seed: seed === undefined ? Math.floor(Math.random() * 2 ** 31) : wholeNumber('seed', seed),
    seconds: wholeNumber('seconds', seconds),
    quick,
    bugs: all ? BUG_NAMES : bug.map(bugName),
  };
}
