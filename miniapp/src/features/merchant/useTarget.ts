import { useRouter } from '@tarojs/taro';
import { call } from '@/lib/client';
import { useResource } from '@/lib/resource';
import type { ScreenState } from '@/ui/StateView';
import { contentOf } from '@/ui/screenState';

/** What the page was opened for. */
export interface Target {
  merchantId: string;
  /** The store whose code was scanned. */
  storeId: string | null;
  /** Goes along when joining. */
  scene: string | undefined;
}

/** WeChat hands the code's word over encoded; a link names the merchant, and the word where there is one. */
export function useTarget(): { target: Target | null; isUnknown: boolean; state: ScreenState } {
  const { params } = useRouter();
  const scene = params['scene'] ? decodeURIComponent(params['scene']) : undefined;
  const resource = useResource(
    `scene.${scene ?? ''}`,
    () => (scene ? call('merchants.getScene', { scene }) : Promise.resolve(null)),
    { guest: true },
  );
  const found = resource.data;
  const merchantId = found?.merchantId ?? params['merchantId'];
  const isSettled = !scene || found !== undefined || resource.error !== undefined;
  const isUnknown = isSettled && !merchantId && resource.error?.code === 'notFound';
  if (!merchantId || !isSettled) return { target: null, isUnknown, state: contentOf(resource) };
  const target = { merchantId, storeId: found?.storeId ?? null, scene };
  return { target, isUnknown: false, state: { is: 'content' } };
}
