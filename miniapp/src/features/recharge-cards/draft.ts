import { newRequestKey } from '@/lib/random';
import { forget, load, save } from '@/lib/storage';

/**
 * A batch that was asked for and whose codes are not known to be saved. Its request key brings the same
 * codes again: it is kept until the manager says that they are saved, and goes with the session.
 */
export interface Draft {
  requestKey: string;
  amountFen: number;
  count: number;
}

const keyOf = (merchantId: string) => `kept.rechargeCardBatch.${merchantId}`;

export const unsavedDraft = (merchantId: string): Draft | undefined =>
  load<Draft>(keyOf(merchantId));

export function beginDraft(merchantId: string, wanted: Omit<Draft, 'requestKey'>): Draft {
  const draft = { requestKey: newRequestKey(), ...wanted };
  save(keyOf(merchantId), draft);
  return draft;
}

export const forgetDraft = (merchantId: string): void => forget(keyOf(merchantId));
