import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { useTexts } from '@/i18n';
import { commonTexts } from '@/i18n/common';
import { a11y } from '@/lib/a11y';
import type { ApiError } from '@/lib/errors';
import { formatInstant } from '@/lib/format';
import { ErrorNotice } from './ErrorNotice';
import { Icon } from './Icon';
import { Skeleton } from './Skeleton';
import './StateView.scss';

/** What a screen can be; `contentOf` and `contentOfPages` work it out from what was asked for. */
export type ScreenState =
  | { is: 'loading'; slow?: boolean }
  | { is: 'empty'; show: ReactNode }
  | { is: 'error'; error: ApiError; retry: () => void }
  | { is: 'content'; staleSince?: number; slow?: boolean };

interface StateViewProps {
  state: ScreenState;
  /** Shown while loading; a plain one otherwise. */
  skeleton?: ReactNode;
  children?: ReactNode;
}

function NetworkNote({ text }: { text: string }) {
  return (
    <View className="state-view__stale" {...a11y({ role: 'status' })}>
      <Icon name="offline" />
      <Text>{text}</Text>
    </View>
  );
}

/** One of the four states of a screen, or of the part of it that waits for an answer. */
export function StateView({ state, skeleton, children }: StateViewProps) {
  const t = useTexts(commonTexts);
  if (state.is === 'loading') {
    return (
      <>
        {state.slow && <NetworkNote text={t.slow} />}
        {skeleton ?? <Skeleton rows={5} />}
      </>
    );
  }
  if (state.is === 'empty') return <>{state.show}</>;
  if (state.is === 'error') return <ErrorNotice error={state.error} onRetry={state.retry} />;
  return (
    <>
      {state.staleSince !== undefined && (
        <NetworkNote text={(state.slow ? t.slowAsOf : t.asOf)(formatInstant(state.staleSince))} />
      )}
      {children}
    </>
  );
}
