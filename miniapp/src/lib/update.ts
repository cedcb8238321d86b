import Taro, { useDidHide, useDidShow } from '@tarojs/taro';
import { isDialogOpen } from './openDialogs';
import { IS_H5 } from './platform';
import { isWriting } from './waiting';

/** The page that is looked at, if nothing is typed there or shown to a scanner. */
let restingAt: string | undefined;
/** Starts the new version that is ready. */
let start: (() => void) | undefined;

/** At once where it interrupts nobody; else on arrival at the next page where it does not. */
function startIfAtRest(): void {
  if (start && restingAt && !isDialogOpen() && !isWriting()) start();
}

function onReady(startNew: () => void): void {
  start = startNew;
  startIfAtRest();
}

/** The page around, of that name, is one where the app may start anew. */
export function useRestingPage(name: string): void {
  useDidShow(() => {
    restingAt = name;
    startIfAtRest();
  });
  useDidHide(() => {
    // The next one may have come already.
    if (restingAt === name) restingAt = undefined;
  });
}

/** In WeChat, which fetches a new version in the background and else starts it the next time. */
function inWechat(): void {
  const manager = Taro.getUpdateManager();
  manager.onUpdateReady(() => onReady(() => manager.applyUpdate()));
}

/** In a browser: the worker lets the app start without a network, and tells of a new version. */
function inBrowser(): void {
  // Only there over https and on localhost.
  const workers = navigator.serviceWorker as ServiceWorkerContainer | undefined;
  if (!workers) return;
  // The first worker is of the version that runs.
  let isFirst = !workers.controller;
  workers.addEventListener('controllerchange', () => {
    if (!isFirst) onReady(() => window.location.reload());
    isFirst = false;
  });
  // What it keeps is not to be fetched before what the first page waits for.
  const register = () => void workers.register('/sw.js').catch(() => undefined);
  if (document.readyState === 'complete') register();
  else window.addEventListener('load', register, { once: true });
}

/** Fetches new versions, and starts one as soon as that interrupts nobody. */
export function keepUpToDate(): void {
  if (IS_H5) inBrowser();
  else inWechat();
}
