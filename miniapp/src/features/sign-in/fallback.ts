import { asApiError } from '@/lib/errors';

/** Why the phone number comes by SMS instead of from WeChat. */
export type Fallback = 'refused' | 'quota' | 'unavailable' | 'otherWechat' | 'foreignPhone';

/** WeChat's answer to its phone button. */
export interface PhoneDetail {
  code?: string;
  errno?: number | string;
  errMsg?: string;
}

/** The merchant's paid answers are used up (WeChat's page on the phone number button). */
const OUT_OF_QUOTA = 1_400_001;

/** Of a press that gave no code. */
export function fallbackOfEvent({ errno }: PhoneDetail): Fallback {
  return Number(errno) === OUT_OF_QUOTA ? 'quota' : 'refused';
}

/** Of a code that our server could not use; null where pressing once more may help. */
export function fallbackOfAnswer(cause: unknown): Fallback | null {
  const error = asApiError(cause);
  if (error.code === 'conflict') return 'otherWechat';
  if (error.details['reason'] === 'foreignPhone') return 'foreignPhone';
  return error.code === 'unavailable' ? 'unavailable' : null;
}
