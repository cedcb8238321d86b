import { textsNow } from '@/i18n';
import { counterTexts } from '@/i18n/counter';
import { deviceOffline } from '@/lib/network';
import { useStore } from '@/lib/store';
import { toast } from '@/ui/toast';
import { feelFailure } from './feel';

/**
 * Whether there is no use in sending; says so. What was never sent has a certain outcome, unlike what is lost
 * on the way.
 */
export function stoppedOffline(): boolean {
  if (!deviceOffline.get()) return false;
  feelFailure();
  toast(textsNow(counterTexts).notSent, 'bad');
  return true;
}

export function useOffline(): boolean {
  return useStore(deviceOffline);
}
