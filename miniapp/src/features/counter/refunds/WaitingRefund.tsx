import type { MemberCard, Refund } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { refundTexts } from '@/i18n/counterRefunds';
import { serverNow } from '@/lib/clock';
import type { ApiError } from '@/lib/errors';
import { Button } from '@/ui/Button';
import { useCounter } from '../context';
import { MemberHead } from '../members/MemberHead';
import { Panel } from '../Panel';
import { Problem } from '../Problem';
import type { Source } from '../stage';
import { HistoryRow } from './HistoryRow';
import { type PayOut, PayOutFields } from './PayOutFields';
import { useKeptCall } from './useKeptCall';
import { WaitingHead } from './WaitingHead';
import { waysFor } from './ways';

interface WaitingRefundProps {
  source: Source;
  card: MemberCard;
  refund: Refund;
  /** WeChat has been asked. */
  onChanged: (refund: Refund) => void;
  onEnded: (ended: { refund: Refund; balanceFen: number | null }) => void;
  /** Somebody else has asked WeChat meanwhile. */
  onOutdated: () => void;
}

/** The three ways on from here, one at a time: over the counter, through WeChat, or not at all. */
function useActs({ refund, onChanged, onEnded, onOutdated }: WaitingRefundProps) {
  const { place } = useCounter();
  const { id: refundId } = refund;
  const refused = ({ details }: ApiError) => {
    if (details.reason === 'wechatAsked') onOutdated();
  };
  const handing = useKeptCall('recharges.payOutRefund', refused);
  const asking = useKeptCall('recharges.payRefundByWechat', refused);
  const cancelling = useKeptCall('recharges.cancelRefund', refused);
  const hand = ({ tender, reference, evidence }: PayOut) => {
    if (tender === 'wechatPay') return;
    const proof = { evidence: evidence.trim() };
    const bank = tender === 'bankTransfer' ? { reference: reference.trim() } : {};
    handing.send({ ...place, refundId, tender, ...proof, ...bank }, ({ refund: paid, balance }) =>
      onEnded({ refund: paid, balanceFen: balance.spendableFen }),
    );
  };
  const ask = () =>
    asking.send({ ...place, refundId }, ({ refund: asked }) => {
      if (asked.status === 'waiting') onChanged(asked);
      else onEnded({ refund: asked, balanceFen: null });
    });
  const cancel = () =>
    cancelling.send({ ...place, refundId }, ({ refund: cancelled, balance }) =>
      onEnded({ refund: cancelled, balanceFen: balance.spendableFen }),
    );
  return {
    pay: (payOut: PayOut) => (payOut.tender === 'wechatPay' ? ask() : hand(payOut)),
    cancel,
    isPaying: handing.busy || asking.busy,
    isCancelling: cancelling.busy,
    error: handing.error ?? asking.error ?? cancelling.error,
  };
}

const isComplete = ({ tender, reference, evidence }: PayOut) =>
  tender === 'wechatPay' ||
  (evidence.trim() !== '' && (tender === 'cash' || reference.trim() !== ''));

function useActWord(): (payOut: PayOut, amount: string) => string {
  const t = useTexts(refundTexts);
  return (payOut, amount) => {
    const { tender } = payOut;
    if (!isComplete(payOut)) return t.fillIn;
    return tender === 'wechatPay' ? t.byWechat(amount) : t.payOutSum(t.payOut[tender], amount);
  };
}

/** The coins are set aside: the money is given back, or they go back to the card. */
export function WaitingRefund(props: WaitingRefundProps) {
  const { source, card, refund } = props;
  const t = useTexts(refundTexts);
  const word = useActWord();
  const [ways] = useState(() => waysFor(refund, serverNow()));
  const [payOut, setPayOut] = useState<PayOut>({
    tender: ways[0] ?? 'bankTransfer',
    reference: '',
    evidence: '',
  });
  const { pay, cancel, isPaying, isCancelling, error } = useActs(props);
  const busy = isPaying || isCancelling;
  const { channel, refundFen, rechargeId, byWechatUntil } = refund;
  const hasFailed = channel?.state === 'failed';
  return (
    <Panel
      foot={
        <>
          {error && <Problem error={error} act="refund" />}
          <Button busy={isPaying} disabled={!isComplete(payOut) || busy} onTap={() => pay(payOut)}>
            {word(payOut, formatFen(refundFen))}
          </Button>
          <Button kind="quiet" busy={isCancelling} disabled={busy} onTap={cancel}>
            {t.cancel}
          </Button>
        </>
      }
    >
      <MemberHead card={card} />
      <WaitingHead
        refund={refund}
        title={hasFailed ? t.failedTitle : t.waitingTitle}
        text={payOut.tender === 'wechatPay' ? t.setAside : t.waitingText}
      />
      {hasFailed && channel.problem && (
        <Text className="refund__failed">{t.problems[channel.problem]}</Text>
      )}
      <PayOutFields
        payOut={payOut}
        ways={ways}
        byWechatUntil={byWechatUntil}
        onChange={(change) => setPayOut((before) => ({ ...before, ...change }))}
      />
      <HistoryRow source={source} card={card} rechargeId={rechargeId} />
    </Panel>
  );
}
