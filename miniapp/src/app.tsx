import Taro, { useDidHide, useDidShow, useLaunch } from '@tarojs/taro';
import { useEffect, type ReactNode } from 'react';
import { startLive, stopLive } from '@/lib/live';
import { IS_WEAPP, onNetworkChange } from '@/lib/platform';
import { askPrivacyByOurselves } from '@/lib/privacy';
import { sessionStore } from '@/lib/session';
import { recognize } from '@/lib/wechatSignIn';
import './app.scss';

/** A new version that WeChat has fetched in the background starts at once. */
function applyUpdates(): void {
  if (!IS_WEAPP) return;
  const manager = Taro.getUpdateManager();
  manager.onUpdateReady(() => manager.applyUpdate());
}

/** Live events flow while someone is signed in and looks. */
function liveAsNeeded(): void {
  if (sessionStore.get()) startLive();
  else stopLive();
}

export default function App({ children }: { children?: ReactNode }) {
  useLaunch((options) => {
    recognize(options);
    askPrivacyByOurselves();
    applyUpdates();
    onNetworkChange((online) => (online ? liveAsNeeded() : stopLive()));
  });
  useDidShow(liveAsNeeded);
  useDidHide(stopLive);
  useEffect(() => {
    liveAsNeeded();
    return sessionStore.subscribe(liveAsNeeded);
  }, []);
  return <>{children}</>;
}
