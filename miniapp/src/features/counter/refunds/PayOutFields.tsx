import type { RefundTender } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { REFUND_RULES } from '@merchant-coin/shared/refunds/rules';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { refundTexts } from '@/i18n/counterRefunds';
import { refundStoryTexts } from '@/i18n/refundStory';
import { dateOf, formatDate } from '@/lib/format';
import { Field } from '@/ui/Field';
import { Segments } from '@/ui/Segments';

const EVIDENCE_LENGTH = 200;
const REFERENCE_LENGTH = 64;

/** How the money goes back, and what proves it; by WeChat nothing needs to. */
export interface PayOut {
  tender: RefundTender;
  reference: string;
  evidence: string;
}

interface Props {
  payOut: PayOut;
  /** The ways that are open, the first one best. */
  ways: readonly RefundTender[];
  byWechatUntil: string | null;
  onChange: (change: Partial<PayOut>) => void;
}

function Handed({ payOut, onChange }: Pick<Props, 'payOut' | 'onChange'>) {
  const t = useTexts(refundTexts);
  const { tender, reference, evidence } = payOut;
  const isBank = tender === 'bankTransfer';
  return (
    <>
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
    </>
  );
}

export function PayOutFields({ payOut, ways, byWechatUntil, onChange }: Props) {
  const t = useTexts(refundTexts);
  const story = useTexts(refundStoryTexts);
  const { tender } = payOut;
  const until = byWechatUntil && formatDate(dateOf(byWechatUntil), { year: true });
  return (
    <View className="refund__form">
      {ways.length > 1 && (
        <View>
          <Text className="refund__label">{t.tender}</Text>
          <Segments
            label={t.tender}
            value={tender}
            options={ways.map((value) => ({ value, word: story.tenders[value] }))}
            onChange={(value) => onChange({ tender: value })}
          />
        </View>
      )}
      {tender === 'wechatPay' && (
        <Text className="refund__hint">
          {t.byWechatText}
          {until ? ` ${t.byWechatUntil(until)}` : ''}
        </Text>
      )}
      {tender === 'bankTransfer' && !ways.includes('cash') && (
        <Text className="refund__hint">{t.bankOnly(formatFen(REFUND_RULES.cashLimitFen))}</Text>
      )}
      {tender !== 'wechatPay' && <Handed payOut={payOut} onChange={onChange} />}
    </View>
  );
}
