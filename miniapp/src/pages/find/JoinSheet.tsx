import type { Card, DirectoryRow, Merchant } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { findTexts } from '@/i18n/find';
import { call } from '@/lib/client';
import { askForMessages, useMessageTemplates } from '@/lib/messages';
import { useResource } from '@/lib/resource';
import { useBusy } from '@/lib/useBusy';
import { Button } from '@/ui/Button';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Mark } from '@/ui/Mark';
import { Sheet } from '@/ui/Sheet';
import { Skeleton } from '@/ui/Skeleton';
import { toastError } from '@/ui/toast';
import './JoinSheet.scss';

function useFiling(filing: Merchant['filing']): string {
  const t = useTexts(findTexts);
  if (filing.status === 'number') return t.filingNumber(filing.number);
  return filing.status === 'pending' ? t.filingPending : t.filingNotRequired(filing.reason);
}

function Fact({ label, value }: { label: string; value: string }) {
  return (
    <View className="join__fact">
      <Text className="join__label">{label}</Text>
      <Text className="join__value">{value}</Text>
    </View>
  );
}

function Terms({ merchant }: { merchant: Merchant }) {
  const t = useTexts(findTexts);
  const filing = useFiling(merchant.filing);
  return (
    <View>
      <Fact label={t.legalName} value={merchant.legalName} />
      <Fact label={t.filing} value={filing} />
      <Fact label={t.storeList} value={merchant.stores.map((store) => store.name).join(' · ')} />
      <View className="join__fact">
        <Text className="join__label">
          {t.contract} · {t.contractVersion(merchant.contract.version)}
        </Text>
        <Text className="join__contract">{merchant.contract.text}</Text>
      </View>
    </View>
  );
}

interface JoinSheetProps {
  row: DirectoryRow;
  onClose: () => void;
  onJoined: (card: Card) => void;
}

/** What one agrees to by joining, and the one button that does it. */
export function JoinSheet({ row, onClose, onJoined }: JoinSheetProps) {
  const t = useTexts(findTexts);
  const [busy, run] = useBusy();
  useMessageTemplates();
  const { data, error, reload } = useResource(`merchant.${row.id}`, () =>
    call('merchants.getMerchant', { merchantId: row.id }),
  );
  const join = () =>
    run(async () => {
      askForMessages('approvalAsked');
      try {
        const { card } = await call('cards.joinMerchant', { merchantId: row.id });
        onJoined(card);
      } catch (cause) {
        toastError(cause);
      }
    });
  return (
    <Sheet
      title={t.joinTitle(row.name)}
      onClose={onClose}
      action={
        <Button busy={busy} disabled={!data} onTap={join}>
          {t.agreeAndJoin}
        </Button>
      }
    >
      <View className="join__face">
        <Mark merchant={row} />
        <View>
          <Text className="join__offer">{row.offer}</Text>
          <View className="join__only">{t.phoneOnly}</View>
        </View>
      </View>
      {data ? (
        <Terms merchant={data} />
      ) : error ? (
        <ErrorNotice error={error} onRetry={() => void reload()} />
      ) : (
        <Skeleton rows={3} />
      )}
    </Sheet>
  );
}
