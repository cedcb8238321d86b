import { Text, View } from '@tarojs/components';
import { textsNow } from '@/i18n';
import { commonTexts } from '@/i18n/common';
import { a11y } from '@/lib/a11y';
import { whenPageIsLost } from '@/lib/lostPages';
import { useStore } from '@/lib/store';
import { Icon } from './Icon';
import { hideToast, toast, toastStore } from './toast';
import './ToastHost.scss';

const ICONS = { plain: 'info', good: 'check', bad: 'warn' } as const;

whenPageIsLost(() => toast(textsNow(commonTexts).pageLost, 'bad'));

/** Where toasts appear; every screen has one. */
export function ToastHost() {
  const message = useStore(toastStore);
  return (
    <View className="toast" {...a11y({ live: 'polite', role: 'status' })}>
      {message && (
        <View className="toast__box" onClick={hideToast}>
          <Icon name={ICONS[message.tone]} />
          <View>
            <Text className="toast__title">{message.title}</Text>
            {message.detail && <Text className="toast__detail">{message.detail}</Text>}
          </View>
        </View>
      )}
    </View>
  );
}
