import Taro from '@tarojs/taro';
import { IS_H5 } from '@/lib/platform';
import { soundDone, soundFailed } from './sound';

/** Success is one short pulse, failure three with a long end: told apart without looking. */
const SUCCESS_MS = 40;
const FAILURE_MS = [90, 70, 90, 70, 220];

function vibrate(pattern: number | number[]): void {
  // Not every browser can, and some refuse before the first tap.
  if ('vibrate' in navigator) navigator.vibrate(pattern);
}

export function feelSuccess(): void {
  soundDone();
  if (IS_H5) vibrate(SUCCESS_MS);
  else Taro.vibrateShort({ type: 'medium' }).catch(() => undefined);
}

export function feelFailure(): void {
  soundFailed();
  if (IS_H5) vibrate(FAILURE_MS);
  else Taro.vibrateLong().catch(() => undefined);
}
