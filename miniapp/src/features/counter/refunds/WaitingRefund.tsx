import type { MemberCard, Refund, RefundTender } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { REFUND_RULES } from '@merchant-coin/shared/refunds/rules';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { refundTexts } from '@/i18n/counterRefunds';
import { refundStoryTexts } from '@/i18n/refundStory';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Money } from '@/ui/Money';
import { Segments } from '@/ui/Segments';
import { useCounter } from '../context';
import { MemberHead } from '../members/MemberHead';
import { Panel } from '../Panel';
import { Problem } from '../Problem';
import type { Source } from '../stage';
import { HistoryRow } from './HistoryRow';
import { useKeptCall } from './useKeptCall';

const TENDERS = ['cash', 'bankTransfer'] as const;
const EVIDENCE_LENGTH = 200;
const REFERENCE_LENGTH = 64;

interface WaitingRefundProps {
  source: Source;
  card: MemberCard;
  refund: Refund;
  onEnded: (ended: { refund: Refund; balanceFen: number }) => void;
}

interface Payment {
  tender: RefundTender;
  reference: string;
  evidence: string;
}

function PaymentFields({
  payment,
  isCashAllowed,
  onChange,
}: {
  payment: Payment;
  isCashAllowed: boolean;
  onChange: (change: Partial<Payment>) => void;
}) {
  const t = useTexts(refundTexts);
  const story = useTexts(refundStoryTexts);
  const { tender, reference, evidence } = payment;
  const isBank = tender === 'bankTransfer';
  return (
    <View className="refund__form">
      {isCashAllowed ? (
        <View>
          <Text className="refund__label">{t.tender}</Text>
          <Segments
            label={t.tender}
            value={tender}
            options={TENDERS.map((value) => ({ value, word: story.tenders[value] }))}
            onChange={(value) => onChange({ tender: value })}
          />
        </View>
      ) : (
        <Text className="refund__hint">{t.bankOnly(formatFen(REFUND_RULES.cashLimitFen))}</Text>
      )}
      {isBank && (
        <Field
          label={t.reference}
          value={reference}
          maxLength={REFERENCE_LENGTH}
          onInput={(text) => onChange({ reference: text })}
        />
      )}
      <Field
        label={t.evidence}
        value={evidence}
        maxLength={EVIDENCE_LENGTH}
        placeholder={isBank ? t.evidenceBank : t.evidenceCash}
        onInput={(text) => onChange({ evidence: text })}
      />
    </View>
  );
}

/** The coins are set aside: the money is given and its evidence written down, or they go back. */
export function WaitingRefund({ source, card, refund, onEnded }: WaitingRefundProps) {
  const t = useTexts(refundTexts);
  const story = useTexts(refundStoryTexts);
  const { place } = useCounter();
  const { id: refundId, refundFen } = refund;
  const isCashAllowed = refundFen <= REFUND_RULES.cashLimitFen;
  const [payment, setPayment] = useState<Payment>({
    tender: isCashAllowed ? 'cash' : 'bankTransfer',
    reference: '',
    evidence: '',
  });
  const payOut = useKeptCall('recharges.payOutRefund');
  const cancel = useKeptCall('recharges.cancelRefund');
  const busy = payOut.busy || cancel.busy;
  const error = payOut.error ?? cancel.error;
  const { tender } = payment;
  const reference = payment.reference.trim();
  const evidence = payment.evidence.trim();
  const isBank = tender === 'bankTransfer';
  const isComplete = evidence !== '' && (!isBank || reference !== '');
  const pay = () =>
    payOut.send(
      { ...place, refundId, tender, evidence, ...(isBank ? { reference } : {}) },
      ({ refund: paid, balance }) => onEnded({ refund: paid, balanceFen: balance.spendableFen }),
    );
  const giveBack = () =>
    cancel.send({ ...place, refundId }, ({ refund: cancelled, balance }) =>
      onEnded({ refund: cancelled, balanceFen: balance.spendableFen }),
    );
  return (
    <Panel
      foot={
        <>
          {error && <Problem error={error} act="refund" />}
          <Button busy={payOut.busy} disabled={!isComplete || busy} onTap={pay}>
            {isComplete ? t.payOutSum(t.payOut[tender], formatFen(refundFen)) : t.fillIn}
          </Button>
          <Button kind="quiet" busy={cancel.busy} disabled={busy} onTap={giveBack}>
            {t.cancel}
          </Button>
        </>
      }
    >
      <MemberHead card={card} />
      <View className="refund__waiting">
        <Text className="refund__label">{t.waitingTitle}</Text>
        <Money fen={refundFen} className="refund__figure" />
        <Text className="refund__note">
          {t.reasons[refund.reason]} · {story.views[refund.view]}
        </Text>
        <Text className="refund__note">{t.waitingText}</Text>
      </View>
      <PaymentFields
        payment={payment}
        isCashAllowed={isCashAllowed}
        onChange={(change) => setPayment((before) => ({ ...before, ...change }))}
      />
      <HistoryRow source={source} card={card} rechargeId={refund.rechargeId} />
    </Panel>
  );
}
