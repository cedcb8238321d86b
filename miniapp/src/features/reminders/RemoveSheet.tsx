import type { Occasion } from '@merchant-coin/shared';
import { Text } from '@tarojs/components';
import { textsNow, useTexts } from '@/i18n';
import { myReminderTexts } from '@/i18n/reminders';
import { Button } from '@/ui/Button';
import { Sheet } from '@/ui/Sheet';
import { toast } from '@/ui/toast';
import type { MyRemindersUse } from './useMyReminders';

interface RemoveSheetProps {
  mine: MyRemindersUse;
  occasion: Occasion;
  onClose: () => void;
}

export function RemoveSheet({ mine, occasion, onClose }: RemoveSheetProps) {
  const t = useTexts(myReminderTexts);
  const remove = () =>
    mine.removeOccasion(occasion.id, () => {
      toast(textsNow(myReminderTexts).removed, 'good');
      onClose();
    });
  return (
    <Sheet
      title={t.removeTitle(occasion.name)}
      onClose={onClose}
      action={
        <Button kind="danger" busy={mine.busy} onTap={remove}>
          {t.remove}
        </Button>
      }
    >
      <Text>{t.removeText}</Text>
    </Sheet>
  );
}
