import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { commonTexts } from '@/i18n/common';
import { a11y } from '@/lib/a11y';
import { useStore } from '@/lib/store';
import { waitingNote } from '@/lib/waiting';
import { Icon } from './Icon';
import './WaitingNotice.scss';

/** What was sent is still without an answer, or its answer got lost: said above the page, which does not move. */
export function WaitingNotice() {
  const t = useTexts(commonTexts);
  const note = useStore(waitingNote);
  return (
    <View className="waiting-notice" {...a11y({ live: 'polite', role: 'status' })}>
      {note && (
        <View className="waiting-notice__box">
          <Icon name="clock" />
          <Text>{t[note]}</Text>
        </View>
      )}
    </View>
  );
}
