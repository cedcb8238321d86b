import Taro from '@tarojs/taro';
import { IS_WEAPP } from './platform';
import { createStore } from './store';

/** The `id` of the button that agrees: WeChat wants to be told which one was pressed. */
export const AGREE_BUTTON_ID = 'agree-to-privacy';

type Answer = { event: 'agree'; buttonId: string } | { event: 'disagree' };

/** WeChat holds back a personal datum until this is answered; null while nothing is asked. */
export const privacyAsked = createStore<((answer: Answer) => void) | null>(null);

/** WeChat asks us, and our sheet the person, before the first personal datum leaves the phone. */
export function askPrivacyByOurselves(): void {
  // Older than base library 2.32.3: WeChat asks by itself.
  if (!IS_WEAPP || !Taro.canIUse('onNeedPrivacyAuthorization')) return;
  Taro.onNeedPrivacyAuthorization((resolve) => {
    privacyAsked.get()?.({ event: 'disagree' });
    resolve({ event: 'exposureAuthorization' });
    privacyAsked.set((answer) => {
      privacyAsked.set(null);
      resolve(answer);
    });
  });
}

/** The guide that the platform has on file for this app (用户隐私保护指引). */
export function openPrivacyGuide(): void {
  Taro.openPrivacyContract({ fail: () => undefined });
}
