import { PAY_CODE_STEP_SECONDS, payCodeAt, payCodeStep } from '@merchant-coin/shared/cards/rules';
import type { PayKey } from '@/lib/payKeys';

/** The server takes codes of these steps around its clock. */
const STEPS_AHEAD = 2;
const STEPS_BEHIND = 1;

export interface ShownStep {
  step: number;
  /** Every code that the server would take now has been used: wait for the next. */
  exhausted: boolean;
  /** When the code changes, or when there is one again. */
  changesAtMs: number;
}

/** The step to show during a step of the server's clock: that one, or the first not used yet. */
export function stepToShow(firstStep: number, present: number): ShownStep {
  const step = Math.max(present, firstStep);
  const exhausted = step > present + STEPS_AHEAD;
  const changesAtStep = exhausted ? step - STEPS_AHEAD : step + 1;
  return { step, exhausted, changesAtMs: changesAtStep * PAY_CODE_STEP_SECONDS * 1000 };
}

/** The step that a code of the server's belongs to: the codes of earlier steps have been used. */
export function stepOfCode(key: PayKey, code: string, nowMs: number): number | null {
  const present = payCodeStep(nowMs);
  for (let step = present - STEPS_BEHIND; step <= present + STEPS_AHEAD; step += 1) {
    if (payCodeAt(key.serial, key.secret, step) === code) return step;
  }
  return null;
}
