import type { Merchant } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { findTexts } from '@/i18n/find';
import './MerchantTerms.scss';

function useFiling(filing: Merchant['filing']): string {
  const t = useTexts(findTexts);
  if (filing.status === 'number') return t.filingNumber(filing.number);
  return filing.status === 'pending' ? t.filingPending : t.filingNotRequired(filing.reason);
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <View className="terms__fact">
      <Text className="terms__label">{label}</Text>
      <Text className="terms__value">{value}</Text>
    </View>
  );
}

/** What one agrees to by joining a merchant. */
export function MerchantTerms({ merchant }: { merchant: Merchant }) {
  const t = useTexts(findTexts);
  const filing = useFiling(merchant.filing);
  return (
    <View>
      <Fact label={t.legalName} value={merchant.legalName} />
      <Fact label={t.filing} value={filing} />
      <Fact label={t.storeList} value={merchant.stores.map((store) => store.name).join(' · ')} />
      <View className="terms__fact">
        <Text className="terms__label">
          {t.contract} · {t.contractVersion(merchant.contract.version)}
        </Text>
        <Text className="terms__contract">{merchant.contract.text}</Text>
      </View>
    </View>
  );
}
