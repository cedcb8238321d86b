import Taro from '@tarojs/taro';
import { IS_H5 } from '@/lib/platform';
import { createStore, useStore } from '@/lib/store';

/**
 * Whether the device knows that it has no network. Said at once, so that nobody waits for a timeout; an
 * answer that comes all the same (`networkWorks`) proves the device wrong.
 */
const offlineStore = createStore(IS_H5 && !navigator.onLine);

if (IS_H5) {
  window.addEventListener('offline', () => offlineStore.set(true));
  window.addEventListener('online', () => offlineStore.set(false));
} else {
  Taro.onNetworkStatusChange(({ isConnected }) => offlineStore.set(!isConnected));
  Taro.getNetworkType()
    .then(({ networkType }) => offlineStore.set(networkType === 'none'))
    .catch(() => undefined);
}

export function networkWorks(): void {
  offlineStore.set(false);
}

export function isOffline(): boolean {
  return offlineStore.get();
}

export function useOffline(): boolean {
  return useStore(offlineStore);
}
