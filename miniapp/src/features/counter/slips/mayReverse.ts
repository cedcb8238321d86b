import type { StaffRole } from '@merchant-coin/shared';
import { roleIncludes } from '@merchant-coin/shared/accounts/rules';
import { isTaking, type Slip, type TakingSlip } from './slips';

/** How long a clerk may take back what they took; a manager any time. The server has the last word. */
const CLERK_REVERSAL_MS = 15 * 60_000;

interface Who {
  role: StaffRole;
  userId: string;
}

/** Milliseconds that a clerk has left; Infinity for a manager; 0 where it is too late or another's. */
export function reversalMsLeft(slip: Slip, { role, userId }: Who, nowMs: number): number {
  if (roleIncludes(role, 'manager')) return Infinity;
  return slip.userId === userId ? Math.max(0, slip.at + CLERK_REVERSAL_MS - nowMs) : 0;
}

/** What of a redemption has not been given back. */
export function reversibleFen(slip: TakingSlip): number {
  return slip.state === 'done' ? slip.amountFen - slip.reversedFen : 0;
}

export function mayReverse(slip: Slip, who: Who, nowMs: number): slip is TakingSlip {
  return isTaking(slip) && reversibleFen(slip) > 0 && reversalMsLeft(slip, who, nowMs) > 0;
}
