import type { MemberCard } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { useTexts } from '@/i18n';
import { counterMemberTexts } from '@/i18n/counterMembers';
import { formatDate, formatDiscount, formatPoints, inFours } from '@/lib/format';
import { Money } from '@/ui/Money';
import { Row, Rows } from '@/ui/Rows';
import { FrozenWhy } from './care/FrozenWhy';
import { MemberHead } from './MemberHead';
import './members.scss';

interface MemberPanelProps {
  card: MemberCard;
  side?: ReactNode;
  /** Above a form: the same facts in two lines. */
  brief?: boolean;
}

function Benefits({ card, brief }: { card: MemberCard; brief: boolean }) {
  const t = useTexts(counterMemberTexts);
  const until = formatDate(card.validThrough, { year: true });
  const untilWord = card.benefitsActive ? t.validThrough : t.expired;
  const number = inFours(card.number);
  if (brief) return <Row title={untilWord} note={`${t.number} ${number}`} value={until} />;
  return (
    <>
      <Row title={t.number} value={<Text className="figures">{number}</Text>} />
      <Row
        title={t.discount}
        value={card.benefitsActive ? formatDiscount(card.discountBp) : t.expired}
      />
      <Row title={untilWord} value={until} />
      <Row title={t.points} value={formatPoints(card.points)} />
    </>
  );
}

/** Everything that a phone number or a code brings up: who, which card, until when, how much. */
export function MemberPanel({ card, side, brief = false }: MemberPanelProps) {
  const t = useTexts(counterMemberTexts);
  const { principalFen, bonusFen, heldFen, spendableFen } = card.balance;
  return (
    <View>
      <MemberHead card={card} side={side} />
      <FrozenWhy card={card} />
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
        <Benefits card={card} brief={brief} />
      </Rows>
    </View>
  );
}
