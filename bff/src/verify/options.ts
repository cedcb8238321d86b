import { DEFAULT_ZONE, isCalendarDate } from '@merchant-coin/shared';
import { z } from 'zod';
import { assertMerchantId, readFlags, UsageError } from '../command-line';

export interface VerifyOptions {
  merchantId: string | undefined;
  since: Date | undefined;
}

const USAGE = 'npm run ledger:verify -- [--since YYYY-MM-DD or instant] [--merchant ID]';

const FLAGS = { merchant: { type: 'string' }, since: { type: 'string' } } as const;

/**
 * Reads the command line. A date means its first moment where the merchants are.
 *
 * @throws UsageError where it says something that is not understood.
 */
export function readOptions(args: readonly string[]): VerifyOptions {
  const { merchant: merchantId, since } = readFlags(args, FLAGS, USAGE);
  assertMerchantId(merchantId);
  return { merchantId, since: since === undefined ? undefined : instantOf(since) };
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
