import { Text } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { chargeTexts } from '@/i18n/counterCharge';
import { formatInstant, formatPointsChange } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Money } from '@/ui/Money';
import { Row, Rows } from '@/ui/Rows';
import { useCounter } from '../context';
import { Outcome } from '../Outcome';
import { Panel } from '../Panel';
import { mayReverse } from '../slips/mayReverse';
import type { TakingSlip } from '../slips/slips';

function Facts({ slip }: { slip: TakingSlip }) {
  const t = useTexts(chargeTexts);
  const redemption = slip.answer?.redemption;
  if (!redemption) return null;
  const hold = slip.answer && 'hold' in slip.answer ? slip.answer.hold : null;
  const restFen = hold ? hold.heldFen - hold.paidFen : 0;
  const savedFen = redemption.listFen - redemption.paidFen;
  const { reversedFen } = slip;
  return (
    <Rows>
      {reversedFen === 0 && (
        <Row title={t.balanceNow} value={<Money fen={redemption.balance.spendableFen} />} />
      )}
      {restFen > 0 && <Row title={t.rest} value={<Money fen={restFen} signed />} />}
      {savedFen > 0 && <Row title={t.discount} value={<Money fen={savedFen} />} />}
      {redemption.pointsEarned > 0 && (
        <Row title={t.points} value={formatPointsChange(redemption.pointsEarned)} />
      )}
      <Row title={t.time} value={formatInstant(redemption.at)} />
      {reversedFen > 0 && <Row title={t.reversed} value={<Money fen={reversedFen} signed />} />}
    </Rows>
  );
}

/** It is done: how much, from whom, what is left; then the next customer, or taking it back. */
export function RedeemReceipt({ slip, still }: { slip: TakingSlip; still: boolean }) {
  const t = useTexts(chargeTexts);
  const { post, userId, nextCustomer, reverse } = useCounter();
  return (
    <Panel
      foot={
        <>
          <Button onTap={nextCustomer}>{t.next}</Button>
          {mayReverse(slip, { role: post.role, userId }, Date.now()) && (
            <Button kind="danger" icon="undo" onTap={() => reverse(slip.key)}>
              {t.undo}
            </Button>
          )}
        </>
      }
    >
      <Outcome is="done" title={t.done} still={still}>
        <Money fen={slip.amountFen} className="outcome__sum" />
        <Text className="outcome__text">{slip.who}</Text>
      </Outcome>
      <Facts slip={slip} />
    </Panel>
  );
}
