import Taro from '@tarojs/taro';
import { IS_H5, onNetworkChange } from './platform';
import { createStore } from './store';

/**
 * Whether the device knows that it has no network. Said at once, so that nobody waits for a timeout; an
 * answer that comes all the same proves the device wrong.
 */
export const deviceOffline = createStore(IS_H5 && !navigator.onLine);

/** Follows what the device says; once, when the app starts. */
export function watchNetwork(): void {
  onNetworkChange((online) => deviceOffline.set(!online));
  if (IS_H5) return;
  Taro.getNetworkType()
    .then(({ networkType }) => deviceOffline.set(networkType === 'none'))
    .catch(() => undefined);
}

/** Calls the listener each time the device has a network again. */
export function onOnlineAgain(listener: () => void): () => void {
  return deviceOffline.subscribe(() => {
    if (!deviceOffline.get()) listener();
  });
}
