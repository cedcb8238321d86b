import type { MemberCard } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { useTexts } from '@/i18n';
import { counterMemberTexts } from '@/i18n/counterMembers';
import { formatDiscount } from '@/lib/format';
import { Icon } from '@/ui/Icon';
import './members.scss';

/** What a clerk calls the member by: the masked name, else the masked number. */
export const nameOf = ({ memberName, memberPhone }: MemberCard) => memberName ?? memberPhone;

/** Who it is, in one line and a half: the same everywhere at the counter. */
export function MemberHead({ card, side }: { card: MemberCard; side?: ReactNode }) {
  const t = useTexts(counterMemberTexts);
  const { memberName, memberPhone } = card;
  return (
    <View className="member-head">
      <View className="member-head__mark">
        {memberName ? <Text>{memberName.slice(0, 1)}</Text> : <Icon name="me" />}
      </View>
      <View className="member-head__main">
        <Text className="member-head__name">{nameOf(card)}</Text>
        <Text className="member-head__note">
          {memberName ? `${memberPhone} · ` : ''}
          {card.typeName}
          {card.tierName ? ` · ${card.tierName}` : ''} ·{' '}
          {card.benefitsActive ? formatDiscount(card.discountBp) : t.expired}
        </Text>
      </View>
      {card.status === 'frozen' && (
        <View className="member-head__band">
          <Icon name="lock" />
          <Text>{t.frozen}</Text>
        </View>
      )}
      {side}
    </View>
  );
}
