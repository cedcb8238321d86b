import { isCalendarDate } from '@merchant-coin/shared';
import { parseArgs } from 'node:util';

export interface PlanArguments {
  /** Today at each merchant where nothing is said. */
  date: string | undefined;
  merchantId: string | undefined;
  dryRun: boolean;
}

/** What is wrong with the command line, in one sentence. */
export class UsageError extends Error {}

const USAGE = 'npm run reminders:plan -- [--date YYYY-MM-DD] [--merchant ID] [--dry-run]';

/** @throws UsageError where it says something that is not understood. */
export function readArguments(args: readonly string[]): PlanArguments {
  const { date, merchant: merchantId, 'dry-run': dryRun = false } = parsed(args);
  if (date !== undefined && !isCalendarDate(date)) {
    throw new UsageError(`--date takes a date (2026-12-01), not "${date}".`);
  }
  if (merchantId !== undefined && !/^mer_\w+$/.test(merchantId)) {
    throw new UsageError(`--merchant takes a merchant's id (mer_…), not "${merchantId}".`);
  }
  return { date, merchantId, dryRun };
}

function parsed(args: readonly string[]) {
  const options = {
    date: { type: 'string' },
    merchant: { type: 'string' },
    'dry-run': { type: 'boolean' },
  } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch {
    throw new UsageError(`Not understood: ${args.join(' ')} (usage: ${USAGE}).`);
  }
}
