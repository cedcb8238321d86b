import { parseArgs, type ParseArgsConfig } from 'node:util';

type Options = NonNullable<ParseArgsConfig['options']>;
type Line<T extends Options> = { args: string[]; options: T };
type Flags<T extends Options> = ReturnType<typeof parseArgs<Line<T>>>['values'];

/** What is wrong with a command line, in one sentence. */
export class UsageError extends Error {}

/**
 * The flags of a command line.
 *
 * @throws UsageError, which shows `usage`, where it says something that is not understood.
 */
export function readFlags<T extends Options>(
  args: readonly string[],
  options: T,
  usage: string,
): Flags<T> {
  try {
    return parseArgs<Line<T>>({ args: [...args], options }).values;
  } catch {
    throw new UsageError(`Not understood: ${args.join(' ')} (usage: ${usage}).`);
  }
}

/** @throws UsageError for what is no merchant's id. */
export function assertMerchantId(text: string | undefined): void {
  if (text === undefined || /^mer_\w+$/.test(text)) return;
  throw new UsageError(`--merchant takes a merchant's id (mer_…), not "${text}".`);
}
