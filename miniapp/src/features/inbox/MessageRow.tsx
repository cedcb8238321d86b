import type { Notice } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { inboxTexts } from '@/i18n/inbox';
import { reminderTexts } from '@/i18n/reminderKinds';
import { a11y } from '@/lib/a11y';
import { formatTime } from '@/lib/format';
import { open } from '@/lib/nav';
import { sentenceForMember } from '@/lib/reminders';
import { REMINDER_ICONS } from '@/ui/reminderIcons';
import { Row } from '@/ui/Rows';

/** One reminder; a tap leads to the card that it is about, or straight to its recharge. */
export function MessageRow({ message }: { message: Notice }) {
  const t = useTexts(inboxTexts);
  const { kinds } = useTexts(reminderTexts);
  const { kind, facts, words, cardId, merchantName, at, readAt } = message;
  return (
    <Row
      icon={REMINDER_ICONS[kind]}
      title={
        <View className="inbox__title">
          <Text className="inbox__merchant">{merchantName}</Text>
          <Text className="inbox__kind">{kinds[kind]}</Text>
          {!readAt && <View className="inbox__dot" {...a11y({ label: t.unread, role: 'img' })} />}
        </View>
      }
      note={
        <>
          <View className="inbox__sentence">{words ?? sentenceForMember(kind, facts)}</View>
          <View>{formatTime(at)}</View>
        </>
      }
      onTap={() => open(kind === 'lowBalance' ? 'recharge' : 'card', { cardId })}
    />
  );
}
