import { useDidHide, useDidShow, useLaunch } from '@tarojs/taro';
import { useEffect, type ReactNode } from 'react';
import { startLive, stopLive } from '@/lib/live';
import { deviceOffline, watchNetwork } from '@/lib/network';
import { askPrivacyByOurselves } from '@/lib/privacy';
import { sessionStore } from '@/lib/session';
import { keepUpToDate } from '@/lib/update';
import { recognize } from '@/lib/wechatSignIn';
import './app.scss';

/** Live events flow while someone is signed in and looks. */
function liveAsNeeded(): void {
  if (sessionStore.get()) startLive();
  else stopLive();
}

export default function App({ children }: { children?: ReactNode }) {
  useLaunch((options) => {
    recognize(options);
    askPrivacyByOurselves();
    keepUpToDate();
    watchNetwork();
    deviceOffline.subscribe(() => (deviceOffline.get() ? stopLive() : liveAsNeeded()));
  });
  useDidShow(liveAsNeeded);
  useDidHide(stopLive);
  useEffect(() => {
    liveAsNeeded();
    return sessionStore.subscribe(liveAsNeeded);
  }, []);
  return <>{children}</>;
}
