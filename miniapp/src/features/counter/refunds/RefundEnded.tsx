import type { MemberCard, Refund } from '@merchant-coin/shared';
import { Text } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { refundTexts } from '@/i18n/counterRefunds';
import { refundStoryTexts } from '@/i18n/refundStory';
import { Button } from '@/ui/Button';
import { Money } from '@/ui/Money';
import { Row, Rows } from '@/ui/Rows';
import { useCounter } from '../context';
import { nameOf } from '../members/MemberHead';
import { Outcome } from '../Outcome';
import { Panel } from '../Panel';
import type { Source } from '../stage';

interface RefundEndedProps {
  source: Source;
  card: MemberCard;
  refund: Refund;
  /** Null where the answer did not say. */
  balanceFen: number | null;
}

/** The money is with the member, or the coins are back. */
export function RefundEnded({ source, card, refund, balanceFen }: RefundEndedProps) {
  const t = useTexts(refundTexts);
  const story = useTexts(refundStoryTexts);
  const { nextCustomer, go } = useCounter();
  const { tender, refundFen } = refund;
  return (
    <Panel
      foot={
        <>
          <Button onTap={nextCustomer}>{t.next}</Button>
          <Button kind="quiet" onTap={() => go({ is: 'recharges', source, card })}>
            {t.toList}
          </Button>
        </>
      }
    >
      <Outcome is="done" title={tender ? t.done : t.cancelled}>
        {tender && <Money fen={refundFen} className="outcome__sum" />}
        <Text className="outcome__text">{nameOf(card)}</Text>
        {!tender && <Text className="outcome__text">{t.cancelledText}</Text>}
      </Outcome>
      <Rows>
        {tender && <Row title={story.paidBy} value={story.tenders[tender]} />}
        {balanceFen !== null && <Row title={t.balanceNow} value={<Money fen={balanceFen} />} />}
      </Rows>
    </Panel>
  );
}
