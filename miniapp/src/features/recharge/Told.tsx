import type { RechargeTerms } from '@merchant-coin/shared';
import { REFUND_RULES } from '@merchant-coin/shared/refunds/rules';
import { View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { rechargeTexts } from '@/i18n/recharge';
import { Row, Rows } from '@/ui/Rows';

/** What a member must know before paying: refunds, the filing, who gets the money, the contract. */
export function Told({ terms, onContract }: { terms: RechargeTerms; onContract: () => void }) {
  const t = useTexts(rechargeTexts);
  const { filing, legalName, contract } = terms;
  const { version, acceptedVersion } = contract;
  return (
    <Rows heading={t.told}>
      <Row title={t.refund} note={t.refundText(REFUND_RULES.coolingOffDays)} />
      {filing.status === 'number' && <Row title={t.filing} value={filing.number} />}
      {filing.status === 'notRequired' && (
        <Row title={t.filing} note={filing.reason} value={t.notRequired} />
      )}
      <Row
        title={t.payee}
        note={
          <>
            <View>{legalName}</View>
            <View>{t.payeeNote}</View>
          </>
        }
      />
      <Row
        title={t.contract}
        note={
          acceptedVersion === version ? t.contractAccepted(version) : t.contractVersion(version)
        }
        onTap={onContract}
      />
    </Rows>
  );
}
