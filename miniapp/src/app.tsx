import { useDidHide, useDidShow, useLaunch } from '@tarojs/taro';
import { useEffect, type ReactNode } from 'react';
import { startApprovals, stopApprovals } from '@/lib/approvals';
import { keepDocumentLanguage } from '@/lib/documentLanguage';
import { startLive, stopLive } from '@/lib/live';
import { deviceOffline, watchNetwork } from '@/lib/network';
import { askPrivacyByOurselves } from '@/lib/privacy';
import { sessionStore } from '@/lib/session';
import { keepUpToDate } from '@/lib/update';
import { recognize } from '@/lib/wechatSignIn';
import './app.scss';

/** Live events flow, and payments ask for a word, while someone is signed in and looks. */
function liveAsNeeded(): void {
  if (!sessionStore.get()) {
    stopAll();
    return;
  }
  startLive();
  startApprovals();
}

function stopAll(): void {
  stopApprovals();
  stopLive();
}

export default function App({ children }: { children?: ReactNode }) {
  useLaunch((options) => {
    keepDocumentLanguage();
    recognize(options);
    askPrivacyByOurselves();
    keepUpToDate();
    watchNetwork();
    deviceOffline.subscribe(() => (deviceOffline.get() ? stopAll() : liveAsNeeded()));
  });
  useDidShow(liveAsNeeded);
  useDidHide(stopAll);
  useEffect(() => {
    liveAsNeeded();
    return sessionStore.subscribe(liveAsNeeded);
  }, []);
  return <>{children}</>;
}
