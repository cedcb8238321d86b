import type { MyReminders } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text } from '@tarojs/components';
import { useState } from 'react';
import { textsNow, useTexts } from '@/i18n';
import { commonTexts } from '@/i18n/common';
import { myReminderTexts } from '@/i18n/reminders';
import { amountTextOf } from '@/lib/amount';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Sheet } from '@/ui/Sheet';
import { toast } from '@/ui/toast';
import { readLimit } from './preferences';
import type { MyRemindersUse } from './useMyReminders';

const LONGEST = 8;

interface LimitSheetProps {
  mine: MyRemindersUse;
  data: MyReminders;
  onClose: () => void;
}

/** The balance below which this member wants to hear of it. */
export function LimitSheet({ mine, data, onClose }: LimitSheetProps) {
  const t = useTexts(myReminderTexts);
  const common = useTexts(commonTexts);
  const { lowBalanceFen, merchantLowBalanceFen } = data;
  const [typed, setTyped] = useState(lowBalanceFen === null ? '' : amountTextOf(lowBalanceFen));
  const [touched, setTouched] = useState(false);
  const wanted = readLimit(typed);
  const save = () => {
    setTouched(true);
    if (wanted === undefined) return;
    mine.change({ lowBalanceFen: wanted }, () => {
      toast(textsNow(commonTexts).saved, 'good');
      onClose();
    });
  };
  return (
    <Sheet
      title={t.limitTitle}
      onClose={onClose}
      action={
        <Button busy={mine.busy} onTap={save}>
          {common.save}
        </Button>
      }
    >
      <Field
        kind="amount"
        label={t.limitField}
        lead={<Text>¥</Text>}
        maxLength={LONGEST}
        value={typed}
        note={t.limitNote(formatFen(merchantLowBalanceFen))}
        problem={touched && wanted === undefined ? t.limitWrong : undefined}
        onInput={setTyped}
        onConfirm={save}
      />
    </Sheet>
  );
}
