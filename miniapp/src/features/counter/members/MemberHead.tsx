import type { MemberCard } from '@merchant-coin/shared';
import { Text } from '@tarojs/components';
import type { ReactNode } from 'react';
import { useTexts } from '@/i18n';
import { counterMemberTexts } from '@/i18n/counterMembers';
import { formatDiscount } from '@/lib/format';
import { Icon } from '@/ui/Icon';
import { Head } from '../Head';

/** What a clerk calls the member by: the masked name, else the masked number. */
export const nameOf = ({ memberName, memberPhone }: MemberCard) => memberName ?? memberPhone;

/** Who it is, in one line and a half: the same everywhere at the counter. */
export function MemberHead({ card, side }: { card: MemberCard; side?: ReactNode }) {
  const t = useTexts(counterMemberTexts);
  const { memberName, memberPhone } = card;
  const facts = [
    memberName && memberPhone,
    card.typeName,
    card.tierName,
    card.benefitsActive ? formatDiscount(card.discountBp) : t.expired,
  ];
  return (
    <Head
      mark={memberName ? <Text>{memberName.slice(0, 1)}</Text> : <Icon name="me" />}
      name={nameOf(card)}
      note={facts.filter(Boolean).join(' · ')}
      pill={card.status === 'frozen' ? { icon: 'lock', word: t.frozen, tone: 'bad' } : null}
      side={side}
    />
  );
}
