import { Text } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { holdTexts } from '@/i18n/counterHolds';
import { formatInstant } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Money } from '@/ui/Money';
import { Row, Rows } from '@/ui/Rows';
import { useCounter } from '../context';
import { Outcome } from '../Outcome';
import { Panel } from '../Panel';
import type { HoldSlip, ReleaseSlip } from '../slips/slips';

/** Coins are set aside, or back on the card. */
export function HoldReceipt({ slip, still }: { slip: HoldSlip | ReleaseSlip; still: boolean }) {
  const t = useTexts(holdTexts);
  const { nextCustomer } = useCounter();
  const isHold = slip.kind === 'hold';
  const { hold, balance } = slip.answer ?? {};
  return (
    <Panel foot={<Button onTap={nextCustomer}>{t.next}</Button>}>
      <Outcome is="done" title={isHold ? t.held : t.released} still={still}>
        <Money fen={slip.amountFen} className="outcome__sum" />
        <Text className="outcome__text">{slip.who}</Text>
      </Outcome>
      <Rows>
        {isHold && hold && (
          <Row title={t.until} note={t.untilNote} value={formatInstant(hold.expiresAt)} />
        )}
        {hold?.note && <Row title={t.noteShown} value={hold.note} />}
        {balance && <Row title={t.balanceNow} value={<Money fen={balance.spendableFen} />} />}
      </Rows>
    </Panel>
  );
}
