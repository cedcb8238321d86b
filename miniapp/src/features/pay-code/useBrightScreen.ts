import Taro, { useDidHide, useDidShow, useUnload } from '@tarojs/taro';
import { useEffect, useRef } from 'react';
import { IS_H5, IS_WEAPP } from '@/lib/platform';

/** Keeps a browser's screen on, where it can. A page that is hidden loses the lock and has to ask again. */
function useBrowserAwake(): void {
  useEffect(() => {
    if (!IS_H5 || !('wakeLock' in navigator)) return undefined;
    let lock: WakeLockSentinel | undefined;
    let left = false;
    const ask = () => {
      if (document.visibilityState !== 'visible') return;
      navigator.wakeLock.request('screen').then(
        (granted) => {
          if (left) void granted.release();
          else lock = granted;
        },
        () => undefined,
      );
    };
    ask();
    document.addEventListener('visibilitychange', ask);
    return () => {
      left = true;
      document.removeEventListener('visibilitychange', ask);
      void lock?.release();
    };
  }, []);
}

/** In WeChat: full brightness and no sleep while the code shows; the old brightness when it goes. */
function useWechatBright(): void {
  const before = useRef<number>();
  const isShown = useRef(false);
  const raise = async () => {
    if (!IS_WEAPP) return;
    isShown.current = true;
    try {
      const { value } = await Taro.getScreenBrightness();
      // Left while WeChat was looking: there is nothing to light up, nor to restore later.
      if (!isShown.current) return;
      before.current ??= value;
      await Promise.all([
        Taro.setScreenBrightness({ value: 1 }),
        Taro.setKeepScreenOn({ keepScreenOn: true }),
      ]);
    } catch {
      // A dim code can still be scanned.
    }
  };
  const restore = () => {
    isShown.current = false;
    if (before.current === undefined) return;
    const value = before.current;
    before.current = undefined;
    Taro.setScreenBrightness({ value }).catch(() => undefined);
    Taro.setKeepScreenOn({ keepScreenOn: false }).catch(() => undefined);
  };
  useDidShow(() => void raise());
  useDidHide(restore);
  useUnload(restore);
}

/** Bright and awake while a code is on screen. */
export function useBrightScreen(): void {
  useBrowserAwake();
  useWechatBright();
}
