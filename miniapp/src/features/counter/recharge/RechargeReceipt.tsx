import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { counterMemberTexts } from '@/i18n/counterMembers';
import { dateOf, formatDate, formatInstant } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Money } from '@/ui/Money';
import { Row, Rows } from '@/ui/Rows';
import { useCounter } from '../context';
import { Outcome } from '../Outcome';
import { Panel } from '../Panel';
import type { RechargeSlip } from '../slips/slips';

function Facts({ slip }: { slip: RechargeSlip }) {
  const t = useTexts(counterMemberTexts);
  if (!slip.answer) return null;
  const { recharge, balance } = slip.answer;
  const { bonusFen, bonusExpiresAt } = recharge;
  const bonus = bonusExpiresAt
    ? t.bonusUntil(formatFen(bonusFen), formatDate(dateOf(bonusExpiresAt), { year: true }))
    : formatFen(bonusFen);
  return (
    <Rows>
      <Row
        title={t.paid}
        value={`${t.tenders[recharge.tender]} ${formatFen(recharge.amountFen)}`}
      />
      {bonusFen > 0 && <Row title={t.bonus} value={bonus} />}
      <Row title={t.balanceNow} value={<Money fen={balance.spendableFen} />} />
      <Row title={t.time} value={formatInstant(recharge.at)} />
    </Rows>
  );
}

/** The coins are on the card; a charge that waited for them goes on with one tap. */
export function RechargeReceipt({ slip, still }: { slip: RechargeSlip; still: boolean }) {
  const t = useTexts(counterMemberTexts);
  const { nextCustomer, go } = useCounter();
  const { resume, answer } = slip;
  const loadedFen = (answer?.recharge.amountFen ?? 0) + (answer?.recharge.bonusFen ?? 0);
  const goOn = !still && resume;
  return (
    <Panel
      foot={
        <>
          {goOn && (
            <Button
              onTap={() =>
                go({ is: 'charge', source: { payCode: goOn.payCode }, listFen: goOn.listFen })
              }
            >
              {t.resume(formatFen(goOn.listFen))}
            </Button>
          )}
          <Button kind={goOn ? 'quiet' : 'primary'} onTap={nextCustomer}>
            {t.next}
          </Button>
        </>
      }
    >
      <Outcome is="done" title={t.loaded} still={still}>
        <Money fen={loadedFen} signed className="outcome__sum" />
        <Text className="outcome__text">{slip.who}</Text>
      </Outcome>
      <Facts slip={slip} />
    </Panel>
  );
}
