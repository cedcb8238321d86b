import { parseArgs } from 'node:util';

export interface Options {
  seed: number;
  /** At least so long a phase. */
  seconds: number;
  quick: boolean;
  /** Checks the checker instead, by deliberate bugs. */
  checkTheChecker: boolean;
  /** Only these bugs; all of them where empty. */
  bugs: string[];
}

function wholeNumber(flag: string, text: string): number {
  const number = Number(text);
  if (Number.isSafeInteger(number) && number >= 0) return number;
  throw new Error(`--${flag} takes a whole number, not "${text}".`);
}

/** Reads the command line; throws one sentence where it cannot. */
export function optionsOf(args: string[]): Options {
  const { values } = parseArgs({
    args,
    options: {
      seed: { type: 'string' },
      seconds: { type: 'string', default: '0' },
      quick: { type: 'boolean', default: false },
      'check-the-checker': { type: 'boolean', default: false },
      bug: { type: 'string', multiple: true, default: [] },
    },
  });
  const { seed, seconds, quick } = values;
  return {
    seed: seed === undefined ? Math.floor(Math.random() * 2 ** 31) : wholeNumber('seed', seed),
    seconds: wholeNumber('seconds', seconds),
    quick,
    checkTheChecker: values['check-the-checker'] || values.bug.length > 0,
    bugs: values.bug,
  };
}
