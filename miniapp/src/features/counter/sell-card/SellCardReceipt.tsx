import { formatFen } from '@merchant-coin/shared/kernel/money';
import { useTexts } from '@/i18n';
import { counterMemberTexts } from '@/i18n/counterMembers';
import { sellCardTexts } from '@/i18n/counterSellCard';
import { formatInstant, inFours } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Money } from '@/ui/Money';
import { Row, Rows } from '@/ui/Rows';
import { useCounter } from '../context';
import { Outcome } from '../Outcome';
import { Panel } from '../Panel';
import type { SellCardSlip } from '../slips/slips';

/** The card is sold and can be loaded; the next one is one tap away. */
export function SellCardReceipt({ slip, still }: { slip: SellCardSlip; still: boolean }) {
  const t = useTexts(sellCardTexts);
  const words = useTexts(counterMemberTexts);
  const { nextCustomer, go } = useCounter();
  const sale = slip.answer?.sale;
  return (
    <Panel
      foot={
        <>
          <Button onTap={nextCustomer}>{words.next}</Button>
          <Button kind="quiet" onTap={() => go({ is: 'sellCard' })}>
            {t.another}
          </Button>
        </>
      }
    >
      <Outcome is="done" title={t.sold} text={t.soldText} still={still}>
        <Money fen={slip.amountFen} className="outcome__sum" />
      </Outcome>
      {sale && (
        <Rows>
          <Row title={t.number} value={inFours(sale.number)} />
          <Row
            title={t.paid}
            value={`${words.tenders[sale.tender]} ${formatFen(sale.amountFen)}`}
          />
          <Row title={t.time} value={formatInstant(sale.soldAt)} />
        </Rows>
      )}
    </Panel>
  );
}
