import Taro from '@tarojs/taro';
import { IS_H5 } from '@/lib/platform';
import { soundDone, soundFailed } from './sound';

/** Success is one short pulse, failure three with a long end: told apart without looking. */
const SUCCESS_MS = 40;
const PULSE_MS = 90;
const GAP_MS = 70;
const END_MS = 220;
/** From the start of one pulse to the start of the next. WeChat alone says how long its own are. */
const STEP_MS = PULSE_MS + GAP_MS;

function vibrate(pattern: number | number[]): void {
  // Not every browser can, and some refuse before the first tap.
  if ('vibrate' in navigator) navigator.vibrate(pattern);
}

function vibrateShort(type: 'medium' | 'heavy'): void {
  Taro.vibrateShort({ type }).catch(() => undefined);
}

function vibrateLong(): void {
  Taro.vibrateLong().catch(() => undefined);
}

export function feelSuccess(): void {
  soundDone();
  if (IS_H5) vibrate(SUCCESS_MS);
  else vibrateShort('medium');
}

export function feelFailure(): void {
  soundFailed();
  if (IS_H5) {
    vibrate([PULSE_MS, GAP_MS, PULSE_MS, GAP_MS, END_MS]);
    return;
  }
  vibrateShort('heavy');
  setTimeout(() => vibrateShort('heavy'), STEP_MS);
  setTimeout(vibrateLong, 2 * STEP_MS);
}
