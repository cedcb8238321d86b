import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useEffect } from 'react';
import { useTexts } from '@/i18n';
import { chargeTexts } from '@/i18n/counterCharge';
import type { ApiError } from '@/lib/errors';
import { Button } from '@/ui/Button';
import { Sheet } from '@/ui/Sheet';
import { secondsAgoIn } from '../failures';
import { feelFailure } from '../feel';

interface DuplicateSheetProps {
  error: ApiError;
  amountFen: number;
  busy: boolean;
  onTake: () => void;
  onClose: () => void;
}

/** The same sum was taken from this card moments ago: a second purchase, or a mistake? */
export function DuplicateSheet({ error, amountFen, busy, onTake, onClose }: DuplicateSheetProps) {
  const t = useTexts(chargeTexts);
  const sum = formatFen(amountFen);
  useEffect(feelFailure, []);
  return (
    <Sheet
      title={t.duplicateTitle}
      onClose={onClose}
      action={
        <View className="sheet-actions">
          <Button onTap={onClose} disabled={busy}>
            {t.dontTake}
          </Button>
          <Button kind="plain" busy={busy} onTap={onTake}>
            {t.takeAgain(sum)}
          </Button>
        </View>
      }
    >
      <Text className="sheet-text">{t.duplicateText(sum, t.ago(secondsAgoIn(error)))}</Text>
      <Text className="sheet-text sheet-text--quiet">{t.duplicateHint}</Text>
    </Sheet>
  );
}
