import { useTexts } from '@/i18n';
import { chargeTexts } from '@/i18n/counterCharge';
import { commonTexts } from '@/i18n/common';
import type { AnyErrorCode, ApiError } from '@/lib/errors';
import { useCountdown } from '@/lib/useCountdown';
import { useEffect } from 'react';
import { Text } from '@tarojs/components';
import { Button } from '@/ui/Button';
import { useCounter } from '../context';
import { useFailureText, waitSecondsIn } from '../failures';
import { Outcome } from '../Outcome';
import { Panel } from '../Panel';
import type { Source } from '../stage';

interface RefusedProps {
  error: ApiError;
  source: Source;
  listFen: number;
  onRetry: () => void;
}

/** A new code of the member mends these. */
const NEEDS_CODE: readonly AnyErrorCode[] = [
  'payCodeUsed',
  'payCodeExpired',
  'payCodeInvalid',
  'payCodeAmountDiffers',
  'approvalUnavailable',
];
const NEEDS_TIME: readonly AnyErrorCode[] = ['payCodeLocked', 'rateLimited'];
const NOTHING_HELPS: readonly AnyErrorCode[] = ['cardFrozen', 'forbidden'];

function WhatNow({ error, source, listFen, onRetry }: RefusedProps) {
  const t = useTexts(chargeTexts);
  const { scan, go, openSheet } = useCounter();
  const [wait, setWait] = useCountdown();
  const seconds = waitSecondsIn(error);
  useEffect(() => setWait(seconds), [seconds, setWait]);
  const { code } = error;
  if (NEEDS_CODE.includes(code)) {
    return (
      <Button icon="scan" onTap={scan}>
        {t.rescan}
      </Button>
    );
  }
  if (NEEDS_TIME.includes(code)) {
    const again = code === 'payCodeLocked' ? scan : onRetry;
    return (
      <Button disabled={wait > 0} onTap={again}>
        {wait > 0 ? t.retryIn(wait) : code === 'payCodeLocked' ? t.rescan : t.retry}
      </Button>
    );
  }
  if (code === 'insufficientBalance') {
    const resume = 'payCode' in source ? { payCode: source.payCode, listFen } : undefined;
    return (
      <Button
        icon="coin"
        onTap={() => go({ is: 'recharge', source, ...(resume ? { resume } : {}) })}
      >
        {t.rechargeFirst}
      </Button>
    );
  }
  if (code === 'notFound' && 'phone' in source) {
    return (
      <Button icon="person-plus" onTap={() => go({ is: 'register', phone: source.phone })}>
        {t.registerPhone}
      </Button>
    );
  }
  if (code === 'storeForbidden') {
    return <Button onTap={() => openSheet('workplace')}>{t.switchStore}</Button>;
  }
  return NOTHING_HELPS.includes(code) ? null : <Button onTap={onRetry}>{t.retry}</Button>;
}

/** Nothing was taken: why, and the one thing that helps. The sum stays typed. */
export function Refused(props: RefusedProps) {
  const { error } = props;
  const t = useTexts(chargeTexts);
  const common = useTexts(commonTexts);
  const { go } = useCounter();
  const { title, text } = useFailureText()(error, 'charge');
  return (
    <Panel
      centred
      foot={
        <>
          <WhatNow {...props} />
          <Button kind="quiet" onTap={() => go({ is: 'till' })}>
            {t.back}
          </Button>
        </>
      }
    >
      <Outcome is="failed" title={title} text={text}>
        {error.code === 'internal' && error.requestId && (
          <Text className="outcome__text">{common.requestId(error.requestId)}</Text>
        )}
      </Outcome>
    </Panel>
  );
}
