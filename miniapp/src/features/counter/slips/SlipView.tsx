import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text } from '@tarojs/components';
import { useRef } from 'react';
import { useTexts } from '@/i18n';
import { slipTexts } from '@/i18n/counterSlips';
import { Button } from '@/ui/Button';
import { Money } from '@/ui/Money';
import { Row, Rows } from '@/ui/Rows';
import { RedeemReceipt } from '../charge/RedeemReceipt';
import { Waiting } from '../charge/Waiting';
import { useCounter } from '../context';
import { useFailureText } from '../failures';
import { HoldReceipt } from '../holds/HoldReceipt';
import { Outcome } from '../Outcome';
import { Panel } from '../Panel';
import { RechargeReceipt } from '../recharge/RechargeReceipt';
import { SellCardReceipt } from '../sell-card/SellCardReceipt';
import type { Stage } from '../stage';
import { isTaking, useSlip, type RedeemSlip, type ReverseSlip, type Slip } from './slips';
import { useChecking } from './useChecking';

/** No answer came. It may have happened: it is asked with the same key, and nothing happens twice. */
function Unknown({ slip }: { slip: Slip }) {
  const t = useTexts(slipTexts);
  const { place, userId, nextCustomer } = useCounter();
  const isOwn = slip.userId === userId;
  const { checking, ask } = useChecking(place.storeId, slip, isOwn);
  return (
    <Panel
      centred
      foot={
        <>
          {isOwn && (
            <Button icon="refresh" busy={checking} onTap={ask}>
              {checking ? t.checking : t.askAgain}
            </Button>
          )}
          <Button kind="quiet" disabled={slip.state === 'sending'} onTap={nextCustomer}>
            {t.later}
          </Button>
        </>
      }
    >
      <Outcome is="unsure" title={checking ? t.checking : t.unknownTitle}>
        <Text className="outcome__text">
          {t.kinds[slip.kind]} {formatFen(slip.amountFen)} · {slip.who}
        </Text>
        <Text className="outcome__text">{t.unknownText[slip.kind]}</Text>
        <Text className="outcome__text">
          {!isOwn ? t.otherClerk : checking ? t.checkingHint : t.unknownHint}
        </Text>
      </Outcome>
    </Panel>
  );
}

/** Coins or a recharge card were sold: what went wrong says so of the money taken. */
const isSale = ({ kind }: Slip) => kind === 'recharge' || kind === 'sellCard';

/** The charge that a slip came of; null where its member is not named any more. */
function chargeOf({ input }: RedeemSlip): Stage | null {
  const { payCode, phone, listFen } = input;
  if (payCode) return { is: 'charge', source: { payCode }, listFen };
  return phone ? { is: 'charge', source: { phone }, listFen } : null;
}

function SlipRefused({ slip }: { slip: Slip }) {
  const t = useTexts(slipTexts);
  const { nextCustomer, go } = useCounter();
  const say = useFailureText();
  const words = slip.error && say(slip.error, isSale(slip) ? 'recharge' : 'charge');
  const charge = slip.kind === 'redeem' ? chargeOf(slip) : null;
  return (
    <Panel
      centred
      foot={
        <>
          <Button onTap={nextCustomer}>{t.next}</Button>
          {charge && (
            <Button kind="quiet" onTap={() => go(charge)}>
              {t.onceMore}
            </Button>
          )}
        </>
      }
    >
      <Outcome is="failed" title={words?.title ?? t.refusedTitle} text={words?.text ?? ''} />
    </Panel>
  );
}

function ReverseReceipt({ slip, still }: { slip: ReverseSlip; still: boolean }) {
  const t = useTexts(slipTexts);
  const { nextCustomer } = useCounter();
  const { answer } = slip;
  return (
    <Panel foot={<Button onTap={nextCustomer}>{t.next}</Button>}>
      <Outcome is="done" title={t.gaveBack} still={still}>
        <Money fen={slip.amountFen} className="outcome__sum" />
        <Text className="outcome__text">{slip.who}</Text>
      </Outcome>
      {answer && (
        <Rows>
          <Row title={t.balanceNow} value={<Money fen={answer.balance.spendableFen} />} />
          {answer.reversal.pointsTaken > 0 && (
            <Row title={t.pointsTaken} value={`−${answer.reversal.pointsTaken}`} />
          )}
        </Rows>
      )}
    </Panel>
  );
}

/** How an act on money ended: its receipt, its refusal, or that nobody knows yet. */
export function SlipView({ slipKey }: { slipKey: string }) {
  const { place } = useCounter();
  const slip = useSlip(place.storeId, slipKey);
  // A receipt that was done before it was opened is an old one.
  const openedAt = useRef(Date.now());
  if (!slip) return null;
  if (slip.state === 'refused') return <SlipRefused slip={slip} />;
  if (slip.state !== 'done') return <Unknown slip={slip} />;
  const still = openedAt.current - (slip.doneAt ?? 0) > 2_000;
  const asked = slip.kind === 'redeem' ? slip.answer?.redemption : undefined;
  if (slip.kind === 'redeem' && asked && asked.status !== 'done') {
    return <Waiting slip={slip} redemption={asked} />;
  }
  if (isTaking(slip)) return <RedeemReceipt slip={slip} still={still} />;
  if (slip.kind === 'recharge') return <RechargeReceipt slip={slip} still={still} />;
  if (slip.kind === 'reverse') return <ReverseReceipt slip={slip} still={still} />;
  if (slip.kind === 'sellCard') return <SellCardReceipt slip={slip} still={still} />;
  return <HoldReceipt slip={slip} still={still} />;
}
