import type { MyRefund, RefundStep, StaffRefund, StaffRefundStep } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { refundStoryTexts } from '@/i18n/refundStory';
import { formatInstant } from '@/lib/format';
import { Money } from './Money';
import { Row, Rows } from './Rows';
import { Timeline, type TimelineStep } from './Timeline';
import './RefundStory.scss';

type AnyStep = RefundStep | StaffRefundStep;

/** What was done, when, where and by whom; while the money is to come, that too. */
function useSteps({ status, steps }: MyRefund | StaffRefund): TimelineStep[] {
  const t = useTexts(refundStoryTexts);
  const done = steps.map((step: AnyStep): TimelineStep => {
    const who = 'staffName' in step && step.staffName ? t.by(step.staffName) : null;
    const facts = [formatInstant(step.at), step.storeName, who];
    return {
      title: t.steps[step.is],
      note: facts.filter((fact) => fact !== null).join(' · '),
      text: 'note' in step ? step.note : null,
    };
  });
  return status === 'waiting' ? [...done, { title: t.toCome, toCome: true }] : done;
}

/** One refund: its money, the coins that it took, and how it went. */
export function RefundStory({ refund }: { refund: MyRefund | StaffRefund }) {
  const t = useTexts(refundStoryTexts);
  const { status, view, refundFen, principalFen, bonusFen, tender, channel } = refund;
  const steps = useSteps(refund);
  return (
    <Rows heading={t.statuses[status]}>
      <Row
        title={t.money[status]}
        note={t.views[view]}
        value={<Money fen={refundFen} className="refund-story__sum" />}
      />
      {tender && <Row title={t.paidBy} value={t.tenders[tender]} />}
      {/* Once it is paid, how says enough. A refund that was kept on the device may not know. */}
      {status === 'waiting' && channel && (
        <Row title={t.channel} value={t.channels[channel.state]} />
      )}
      <Row
        title={t.coins[status]}
        note={t.kinds(formatFen(principalFen), formatFen(bonusFen))}
        value={<Money fen={principalFen + bonusFen} className="refund-story__coins" />}
      />
      <View className="refund-story__steps">
        <Text className="refund-story__word">{t.progress}</Text>
        <Timeline steps={steps} />
      </View>
    </Rows>
  );
}
