import type { MemberCard } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { counterCareTexts } from '@/i18n/counterCare';
import { formatInstant } from '@/lib/format';
import './care.scss';

/** Who froze the card, when and why; nothing for a card that is not frozen. */
export function FrozenWhy({ card: { freeze } }: { card: MemberCard }) {
  const t = useTexts(counterCareTexts);
  if (!freeze) return null;
  const when = formatInstant(freeze.since);
  return (
    <View className="care__frozen">
      <Text className="care__line">
        {freeze.by === 'member' ? t.frozenByMember(when) : t.frozenByStaff(when)}
      </Text>
      {freeze.reason && <Text className="care__line">{t.frozenReason(freeze.reason)}</Text>}
    </View>
  );
}
