import { useTexts } from '@/i18n';
import { commonTexts } from '@/i18n/common';
import { errorTexts, failedLookTexts, inOneLine } from '@/i18n/errors';
import { isOutcomeUnknown, type ApiError } from '@/lib/errors';
import { Button } from './Button';
import { Notice } from './Notice';

/** A failed look: what happened, what it means for your money, what to do, and the number to quote. */
export function ErrorNotice({ error, onRetry }: { error: ApiError; onRetry: () => void }) {
  const t = useTexts(commonTexts);
  const text = useTexts(errorTexts)[error.code];
  const safe = useTexts(failedLookTexts);
  const offline = error.code === 'networkFailed' || error.code === 'timeout';
  return (
    <Notice
      icon={offline ? 'offline' : 'warn'}
      title={text.title}
      text={inOneLine(isOutcomeUnknown(error) ? safe : text)}
      action={<Button onTap={onRetry}>{t.retry}</Button>}
      {...(error.requestId ? { small: t.requestId(error.requestId) } : {})}
    />
  );
}
