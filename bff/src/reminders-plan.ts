import { isCalendarDate } from '@merchant-coin/shared';
import { assertMerchantId, readFlags, UsageError } from './command-line';

export interface PlanArguments {
  /** Today at each merchant where nothing is said. */
  date: string | undefined;
  merchantId: string | undefined;
  dryRun: boolean;
}

const USAGE = 'npm run reminders:plan -- [--date YYYY-MM-DD] [--merchant ID] [--dry-run]';

const FLAGS = {
  date: { type: 'string' },
  merchant: { type: 'string' },
  'dry-run': { type: 'boolean' },
} as const;

/** @throws UsageError where it says something that is not understood. */
export function readArguments(args: readonly string[]): PlanArguments {
  const { date, merchant: merchantId, 'dry-run': dryRun = false } = readFlags(args, FLAGS, USAGE);
  if (date !== undefined && !isCalendarDate(date)) {
    throw new UsageError(`--date takes a date (2026-12-01), not "${date}".`);
  }
  assertMerchantId(merchantId);
  return { date, merchantId, dryRun };
}
