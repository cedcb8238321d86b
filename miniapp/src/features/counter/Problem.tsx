import { Text, View } from '@tarojs/components';
import { useEffect, type ReactNode } from 'react';
import { useTexts } from '@/i18n';
import { commonTexts } from '@/i18n/common';
import type { FailureText } from '@/i18n/counterFailures';
import { a11y } from '@/lib/a11y';
import type { ApiError } from '@/lib/errors';
import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { type FailedAct, useFailureText } from './failures';
import { feelFailure } from './feel';
import './Problem.scss';

interface Help {
  onRetry?: () => void;
  action?: ReactNode;
}

interface ProblemProps extends Help {
  error: ApiError;
  act: FailedAct;
}

/** A refusal that leaves the form as it is: what happened, what it means for the money, what to do. */
export function Problem({ error, act, ...help }: ProblemProps) {
  return <ProblemInWords error={error} words={useFailureText()(error, act)} {...help} />;
}

interface ProblemInWordsProps extends Help {
  error: ApiError;
  words: FailureText;
}

/** A refusal in words of one's own. */
export function ProblemInWords({ error, words, onRetry, action }: ProblemInWordsProps) {
  const common = useTexts(commonTexts);
  const { title, text } = words;
  useEffect(feelFailure, [error]);
  return (
    <View className="problem" {...a11y({ role: 'alert', live: 'assertive' })}>
      <Icon name="warn" />
      <View className="problem__main">
        <Text className="problem__title">{title}</Text>
        <Text className="problem__text">{text}</Text>
        {onRetry && (
          <Button kind="plain" small onTap={onRetry}>
            {common.retry}
          </Button>
        )}
        {action}
      </View>
    </View>
  );
}
