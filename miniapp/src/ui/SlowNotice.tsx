import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { commonTexts } from '@/i18n/common';
import { a11y } from '@/lib/a11y';
import { slowWrite } from '@/lib/slow';
import { useStore } from '@/lib/store';
import { Icon } from './Icon';
import './SlowNotice.scss';

/** What was sent is still without an answer after a few seconds: said above the page, which does not move. */
export function SlowNotice() {
  const t = useTexts(commonTexts);
  const isSlow = useStore(slowWrite);
  return (
    <View className="slow-notice" {...a11y({ live: 'polite', role: 'status' })}>
      {isSlow && (
        <View className="slow-notice__box">
          <Icon name="clock" />
          <Text>{t.slow}</Text>
        </View>
      )}
    </View>
  );
}
