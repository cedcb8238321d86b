import { Text, View } from '@tarojs/components';
import { createContext, useContext, type ReactNode } from 'react';
import { useTexts } from '@/i18n';
import { commonTexts } from '@/i18n/common';
import { a11y } from '@/lib/a11y';
import type { ApiError } from '@/lib/errors';
import { formatInstant } from '@/lib/format';
import { deviceOffline } from '@/lib/network';
import { useStore } from '@/lib/store';
import { ErrorNotice } from './ErrorNotice';
import { Icon } from './Icon';
import { Skeleton } from './Skeleton';
import './StateView.scss';

/** What a screen can be; `contentOf` and `contentOfPages` work it out from what was asked for. */
export type ScreenState =
  | { is: 'loading'; slow?: boolean }
  | { is: 'empty'; show: ReactNode; staleSince?: number | undefined; slow?: boolean }
  | { is: 'error'; error: ApiError; retry: () => void }
  | { is: 'content'; staleSince?: number | undefined; slow?: boolean };

interface StateViewProps {
  state: ScreenState;
  /** Shown while loading; a plain one otherwise. */
  skeleton?: ReactNode;
  children?: ReactNode;
}

/** The screen around says how old its facts are: its parts do not say so again. */
const SaidAbove = createContext(false);

function NetworkNote({ text }: { text: string }) {
  return (
    <View className="state-view__stale" {...a11y({ role: 'status' })}>
      <Icon name="offline" />
      <Text>{text}</Text>
    </View>
  );
}

/** How old the facts are, and why: only the device knows that it has no network. */
function AsOf({ since, slow }: { since: number; slow: boolean }) {
  const t = useTexts(commonTexts);
  const isOffline = useStore(deviceOffline);
  const say = slow ? t.slowAsOf : isOffline ? t.offlineAsOf : t.unansweredAsOf;
  return <NetworkNote text={say(formatInstant(since))} />;
}

/** One of the four states of a screen, or of the part of it that waits for an answer. */
export function StateView({ state, skeleton, children }: StateViewProps) {
  const t = useTexts(commonTexts);
  const isSaid = useContext(SaidAbove);
  if (state.is === 'loading') {
    return (
      <>
        {state.slow && <NetworkNote text={t.slow} />}
        {skeleton ?? <Skeleton rows={5} />}
      </>
    );
  }
  if (state.is === 'error') return <ErrorNotice error={state.error} onRetry={state.retry} />;
  const { staleSince, slow } = state;
  return (
    <>
      {/* In a place of its own: else WeChat would be handed the whole content anew with it. */}
      <View>
        {staleSince !== undefined && !isSaid && <AsOf since={staleSince} slow={slow === true} />}
      </View>
      <SaidAbove.Provider value={isSaid || staleSince !== undefined}>
        {state.is === 'empty' ? state.show : children}
      </SaidAbove.Provider>
    </>
  );
}
