import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { rechargeCardTexts } from '@/i18n/rechargeCards';
import { asApiError } from '@/lib/errors';
import { useBusy } from '@/lib/useBusy';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Sheet } from '@/ui/Sheet';
import { toast, toastError } from '@/ui/toast';

interface VoidSheetProps {
  title: string;
  text: string;
  onClose: () => void;
  /** Voids; may throw an `ApiError`. Doing it twice does it once. */
  onVoid: (reason: string) => Promise<void>;
}

/** Voiding is for good: what it means, why it is done, and the button. */
export function VoidSheet({ title, text, onClose, onVoid }: VoidSheetProps) {
  const t = useTexts(rechargeCardTexts);
  const [reason, setReason] = useState('');
  const [touched, setTouched] = useState(false);
  const [busy, run] = useBusy();
  const isMissing = reason.trim() === '';
  const submit = () => {
    setTouched(true);
    if (isMissing) return;
    run(async () => {
      try {
        await onVoid(reason.trim());
        toast(t.voided, 'good');
        onClose();
      } catch (cause) {
        const { code, details } = asApiError(cause);
        if (code !== 'conflict') toastError(cause);
        else toast(details.reason === 'alreadyLoaded' ? t.alreadyLoaded : t.loadingNow, 'bad');
      }
    });
  };
  return (
    <Sheet
      title={title}
      onClose={onClose}
      action={
        <Button kind="danger" busy={busy} onTap={submit}>
          {t.voidIt}
        </Button>
      }
    >
      <View className="recharge-cards__form">
        <Text className="recharge-cards__text">{text}</Text>
        <Field
          label={t.reason}
          value={reason}
          maxLength={200}
          placeholder={t.reasonPlaceholder}
          problem={touched && isMissing ? t.reasonWrong : undefined}
          onInput={setReason}
          onConfirm={submit}
        />
      </View>
    </Sheet>
  );
}
