import { USUAL_HOLD_MINUTES } from '@merchant-coin/shared/redemptions/rules';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { holdTexts } from '@/i18n/counterHolds';
import type { ApiError } from '@/lib/errors';
import { useBusy } from '@/lib/useBusy';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Segments } from '@/ui/Segments';
import { Sheet } from '@/ui/Sheet';
import type { Preview } from '../charge/usePreview';
import { useCounter } from '../context';
import { nameOf } from '../members/MemberHead';
import { stoppedOffline } from '../network';
import { Problem } from '../Problem';
import { beginSlip, type HoldSlip } from '../slips/slips';
import './holds.scss';

const NOTE_LENGTH = 200;

interface HoldSheetProps {
  preview: Preview;
  payCode: string;
  onClose: () => void;
}

/** Sends the hold and leads to its receipt; a refusal stays in the sheet. */
function useHolding({ preview, payCode }: HoldSheetProps) {
  const { place, userId, go, clearAmount } = useCounter();
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const [busy, run] = useBusy();
  const { listFen, priceFen, card } = preview;
  const hold = (minutes: number, note: string) => {
    if (stoppedOffline()) return;
    setRefusal(null);
    run(async () => {
      const { key, settled } = beginSlip<HoldSlip>(place.storeId, {
        kind: 'hold',
        userId,
        who: nameOf(card),
        amountFen: priceFen,
        input: { ...place, payCode, listFen, minutes, ...(note ? { note } : {}) },
      });
      const slip = await settled;
      if (slip?.state === 'refused' && slip.error) {
        setRefusal(slip.error);
        return;
      }
      clearAmount();
      go({ is: 'slip', key });
    });
  };
  return { busy, refusal, hold };
}

/** Sets the price aside instead of taking it: for how long, and what for. */
export function HoldSheet(props: HoldSheetProps) {
  const { preview, onClose } = props;
  const t = useTexts(holdTexts);
  const { busy, refusal, hold } = useHolding(props);
  const [term, setTerm] = useState(String(USUAL_HOLD_MINUTES));
  const [note, setNote] = useState('');
  const sum = formatFen(preview.priceFen);
  return (
    <Sheet
      title={t.sheetTitle}
      onClose={onClose}
      action={
        <Button busy={busy} onTap={() => hold(Number(term), note.trim())}>
          {busy ? t.holding : t.confirm(sum)}
        </Button>
      }
    >
      <View className="hold-form">
        <Text className="sheet-text">{t.sheetText(nameOf(preview.card), sum)}</Text>
        <Segments
          label={t.term}
          value={term}
          options={t.terms.map(({ minutes, word }) => ({ value: String(minutes), word }))}
          onChange={setTerm}
        />
        <Field
          label={t.note}
          value={note}
          maxLength={NOTE_LENGTH}
          placeholder={t.notePlaceholder}
          onInput={setNote}
        />
        {refusal && <Problem error={refusal} act="charge" />}
      </View>
    </Sheet>
  );
}
