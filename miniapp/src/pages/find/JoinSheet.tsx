import type { Card, DirectoryRow } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { findTexts } from '@/i18n/find';
import { joinMerchant } from '@/lib/joining';
import { useMerchant } from '@/lib/merchants';
import { askForMessages, useMessageTemplates } from '@/lib/messages';
import { useBusy } from '@/lib/useBusy';
import { Button } from '@/ui/Button';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Mark } from '@/ui/Mark';
import { MerchantTerms } from '@/ui/MerchantTerms';
import { Sheet } from '@/ui/Sheet';
import { tellNotJoined } from '@/ui/notJoined';
import { Skeleton } from '@/ui/Skeleton';
import './JoinSheet.scss';

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
  const { data, error, reload } = useMerchant(row.id);
  const join = () =>
    run(async () => {
      if (!data) return;
      askForMessages('approvalAsked', 'reminder');
      try {
        onJoined(await joinMerchant(data));
      } catch (cause) {
        tellNotJoined(cause);
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
        <MerchantTerms merchant={data} />
      ) : error ? (
        <ErrorNotice error={error} onRetry={() => void reload()} />
      ) : (
        <Skeleton rows={3} />
      )}
    </Sheet>
  );
}
