export interface RechargeStep {
  payFen: number;
  bonusFen: number;
}

/** The step that a recharge reaches: the highest `payFen` not above the sum, given once. */
export function rechargeStepFor<S extends RechargeStep>(
  steps: readonly S[],
  amountFen: number,
): S | null {
  let best: S | null = null;
  for (const step of steps) {
    if (step.payFen <= amountFen && (!best || step.payFen > best.payFen)) best = step;
  }
  return best;
}
