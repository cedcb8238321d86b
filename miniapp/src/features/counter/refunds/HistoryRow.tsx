import type { MemberCard } from '@merchant-coin/shared';
import { useTexts } from '@/i18n';
import { refundTexts } from '@/i18n/counterRefunds';
import { Row, Rows } from '@/ui/Rows';
import { useCounter } from '../context';
import type { Source } from '../stage';

interface HistoryRowProps {
  source: Source;
  card: MemberCard;
  rechargeId: string;
}

/** The way to what happened to a recharge's refunds so far. */
export function HistoryRow(props: HistoryRowProps) {
  const t = useTexts(refundTexts);
  const { go } = useCounter();
  return (
    <Rows>
      <Row
        icon="clock"
        title={t.history}
        note={t.historyNote}
        onTap={() => go({ is: 'refundHistory', ...props })}
      />
    </Rows>
  );
}
