import { textsNow } from '@/i18n';
import { errorTexts, failedActTexts, inOneLine } from '@/i18n/errors';
import { asApiError, isOutcomeUnknown } from '@/lib/errors';
import { createStore } from '@/lib/store';

export interface ToastMessage {
  tone: 'plain' | 'good' | 'bad';
  title: string;
  detail?: string;
}

const SHORT_MS = 2_200;
const LONG_MS = 5_000;

export const toastStore = createStore<ToastMessage | null>(null);
let timer: ReturnType<typeof setTimeout> | undefined;

function show(message: ToastMessage, lastsMs: number): void {
  clearTimeout(timer);
  toastStore.set(message);
  timer = setTimeout(() => toastStore.set(null), lastsMs);
}

export function hideToast(): void {
  clearTimeout(timer);
  toastStore.set(null);
}

export function toast(title: string, tone: ToastMessage['tone'] = 'plain'): void {
  show({ tone, title }, SHORT_MS);
}

/**
 * What happened, what it means for your money, what to do; by the error's code. Of an act that `movesCoins` and
 * got no answer it is said that the entries count and that nothing is taken twice.
 */
export function toastError(cause: unknown, { movesCoins = false } = {}): void {
  const error = asApiError(cause);
  // A session that is over leads to the sign-in page, which says enough.
  if (error.code === 'sessionEnded') return;
  const text = textsNow(errorTexts)[error.code];
  const isSafe = isOutcomeUnknown(error) && !movesCoins;
  const detail = inOneLine(isSafe ? textsNow(failedActTexts) : text);
  show({ tone: 'bad', title: text.title, detail }, LONG_MS);
}
