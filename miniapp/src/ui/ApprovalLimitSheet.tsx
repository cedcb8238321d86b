import { formatFen, parseYuan } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { approvalTexts } from '@/i18n/approvals';
import { useBusy } from '@/lib/useBusy';
import { Button } from './Button';
import { Field } from './Field';
import { Sheet } from './Sheet';
import { toast, toastError } from './toast';
import './Approval.scss';

const LONGEST = 8;

interface Props {
  /** In force now; null for none. */
  limitFen: number | null;
  text: string;
  /** Setting the same limit again changes nothing: a lost answer is simply asked for again. */
  save: (limitFen: number | null) => Promise<void>;
  onClose: () => void;
}

/** Sets, or lifts, the sum above which a payment waits for the member's word. */
export function ApprovalLimitSheet({ limitFen, text, save, onClose }: Props) {
  const t = useTexts(approvalTexts);
  const [typed, setTyped] = useState(limitFen === null ? '' : String(limitFen / 100));
  const [touched, setTouched] = useState(false);
  const [busy, run] = useBusy();
  const wanted = parseYuan(typed);
  const set = (limit: number | null) =>
    run(async () => {
      try {
        await save(limit);
        toast(t.limitSaved, 'good');
        onClose();
      } catch (cause) {
        toastError(cause);
      }
    });
  const submit = () => {
    setTouched(true);
    if (wanted !== null) set(wanted);
  };
  return (
    <Sheet
      title={t.limitTitle}
      onClose={onClose}
      action={
        <>
          <Button busy={busy} onTap={submit}>
            {busy ? t.limitSaving : t.limitSave}
          </Button>
          {limitFen !== null && (
            <Button kind="quiet" disabled={busy} onTap={() => set(null)}>
              {t.limitLift}
            </Button>
          )}
        </>
      }
    >
      <View className="approval">
        <Text className="approval__line">{text}</Text>
        <Field
          kind="amount"
          label={t.limitAmount}
          lead={<Text>¥</Text>}
          maxLength={LONGEST}
          value={typed}
          note={limitFen === null ? t.limitNone : t.limitNow(formatFen(limitFen))}
          problem={touched && wanted === null ? t.limitWrong : undefined}
          onInput={setTyped}
        />
      </View>
    </Sheet>
  );
}
