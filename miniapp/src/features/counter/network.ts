import Taro from '@tarojs/taro';
import { textsNow } from '@/i18n';
import { counterTexts } from '@/i18n/counter';
import { IS_H5 } from '@/lib/platform';
import { createStore, useStore } from '@/lib/store';
import { toast } from '@/ui/toast';
import { feelFailure } from './feel';

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

/**
 * Whether there is no use in sending; says so. What was never sent has a certain outcome, unlike what is lost
 * on the way.
 */
export function stoppedOffline(): boolean {
  if (!offlineStore.get()) return false;
  feelFailure();
  toast(textsNow(counterTexts).notSent, 'bad');
  return true;
}

export function useOffline(): boolean {
  return useStore(offlineStore);
}
