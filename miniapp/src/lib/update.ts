import Taro from '@tarojs/taro';
import { IS_H5 } from './platform';

/** Nobody is in the middle of something there: nothing is typed, shown to a scanner or being sent. */
const RESTING: readonly string[] = ['pages/cards/index', 'pages/me/index'];

function isAtRest(): boolean {
  const route = Taro.getCurrentPages().at(-1)?.route ?? '';
  return RESTING.some((page) => route.includes(page));
}

/** In WeChat, which fetches a new version in the background and else starts it the next time. */
function inWechat(): void {
  const manager = Taro.getUpdateManager();
  manager.onUpdateReady(() => {
    if (isAtRest()) manager.applyUpdate();
  });
}

/** In a browser: the worker lets the app start without a network, and tells of a new version. */
function inBrowser(): void {
  // Only there over https and on localhost.
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!workers) return;
  const isFirst = !workers.controller;
  workers.addEventListener('controllerchange', () => {
    if (!isFirst && isAtRest()) window.location.reload();
  });
  // What it keeps is not to be fetched before what the first page waits for.
  const register = () => void workers.register('/sw.js').catch(() => undefined);
  if (document.readyState === 'complete') register();
  else window.addEventListener('load', register, { once: true });
}

/** Fetches new versions, and starts one at once where that interrupts nobody. */
export function keepUpToDate(): void {
  if (IS_H5) inBrowser();
  else inWechat();
}
