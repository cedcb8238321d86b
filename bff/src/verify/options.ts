import { DEFAULT_ZONE, isCalendarDate } from '@merchant-coin/shared';
import { parseArgs } from 'node:util';
import { z } from 'zod';

export interface VerifyOptions {
  merchantId: string | undefined;
  since: Date | undefined;
}

/** What is wrong with the command line, in one sentence. */
export class UsageError extends Error {}

const USAGE = 'npm run ledger:verify -- [--since YYYY-MM-DD or instant] [--merchant ID]';

/**
 * Reads the command line. A date means its first moment where the merchants are.
 *
 * @throws UsageError where it says something that is not understood.
 */
export function readOptions(args: readonly string[]): VerifyOptions {
  const { merchant: merchantId, since } = parsed(args);
  if (merchantId !== undefined && !/^mer_\w+$/.test(merchantId)) {
    throw new UsageError(`--merchant takes a merchant's id (mer_…), not "${merchantId}".`);
  }
  return { merchantId, since: since === undefined ? undefined : instantOf(since) };
}

function parsed(args: readonly string[]): { merchant?: string; since?: string } {
  const options = { merchant: { type: 'string' }, since: { type: 'string' } } as const;
  try {
    return parseArgs({ args: [...args], options }).values;
  } catch {
    throw new UsageError(`Not understood: ${args.join(' ')} (usage: ${USAGE}).`);
  }
}

function instantOf(text: string): Date {
  if (isCalendarDate(text)) return new Date(`${text}T00:00:00${offsetAt(text)}`);
  if (z.iso.datetime({ offset: true }).safeParse(text).success) return new Date(text);
  throw new UsageError(
    `--since takes a date (2026-01-31) or an instant (2026-01-31T08:00:00Z), not "${text}".`,
  );
}

/** `+08:00`: how far the merchants' clocks are from UTC on a day. */
function offsetAt(date: string): string {
  const parts = new Intl.DateTimeFormat('en', {
    timeZone: DEFAULT_ZONE,
    timeZoneName: 'longOffset',
  }).formatToParts(new Date(`${date}T00:00:00Z`));
  return parts.find(({ type }) => type === 'timeZoneName')?.value.replace('GMT', '') || 'Z';
}
