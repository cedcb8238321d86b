import type { MemberCard } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { useTexts } from '@/i18n';
import { counterMemberTexts } from '@/i18n/counterMembers';
import { formatDate, formatDiscount, inFours } from '@/lib/format';
import { Money } from '@/ui/Money';
import { Row, Rows } from '@/ui/Rows';
import { MemberHead } from './MemberHead';

/** Everything that a phone number or a code brings up: who, which card, until when, how much. */
export function MemberPanel({ card, side }: { card: MemberCard; side?: ReactNode }) {
  const t = useTexts(counterMemberTexts);
  const { principalFen, bonusFen, heldFen, spendableFen } = card.balance;
  const until = formatDate(card.validThrough, { year: true });
  return (
    <View>
      <MemberHead card={card} side={side} />
      <Rows>
        <Row
          title={t.balance}
          note={
            <>
              <Text className="member-panel__line">
                {t.split(formatFen(principalFen), formatFen(bonusFen))}
              </Text>
              {heldFen > 0 && (
                <Text className="member-panel__line">{t.held(formatFen(heldFen))}</Text>
              )}
            </>
          }
          value={<Money fen={spendableFen} className="member-panel__balance" />}
        />
        <Row title={t.number} value={<Text className="figures">{inFours(card.number)}</Text>} />
        <Row
          title={t.discount}
          value={card.benefitsActive ? formatDiscount(card.discountBp) : t.expired}
        />
        <Row title={card.benefitsActive ? t.validThrough : t.expired} value={until} />
        <Row title={t.points} value={String(card.points)} />
      </Rows>
    </View>
  );
}
