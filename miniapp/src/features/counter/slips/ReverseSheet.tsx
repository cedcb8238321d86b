import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { slipTexts } from '@/i18n/counterSlips';
import type { ApiError } from '@/lib/errors';
import { useBusy } from '@/lib/useBusy';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Segments } from '@/ui/Segments';
import { Sheet } from '@/ui/Sheet';
import { amountOf, typedAmount } from '../amount';
import { useCounter } from '../context';
import { stoppedOffline } from '../network';
import { Picks } from '../Picks';
import { Problem } from '../Problem';
import { reversibleFen } from './mayReverse';
import { beginSlip, isTaking, useSlip, type ReverseSlip, type TakingSlip } from './slips';
import './slips.scss';

const REASON_LENGTH = 200;

interface ReversalForm {
  amountFen: number;
  isWhole: boolean;
  reason: string;
}

/** Sends the reversal and leads to its receipt; a refusal stays in the sheet. */
function useReversing(slip: TakingSlip, onDone: () => void) {
  const { place, userId, go } = useCounter();
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const [busy, run] = useBusy();
  const { merchantId, storeId } = place;
  const giveBack = ({ amountFen, isWhole, reason }: ReversalForm) => {
    if (stoppedOffline()) return;
    setRefusal(null);
    run(async () => {
      const { key, settled } = beginSlip<ReverseSlip>(storeId, {
        kind: 'reverse',
        userId,
        who: slip.who,
        amountFen,
        input: {
          merchantId,
          redemptionId: slip.answer?.redemption.id ?? '',
          ...(isWhole ? {} : { amountFen }),
          reason,
        },
      });
      const done = await settled;
      if (done?.state === 'refused' && done.error) {
        setRefusal(done.error);
        return;
      }
      onDone();
      go({ is: 'slip', key });
    });
  };
  return { busy, refusal, giveBack };
}

function ReverseForm({ slip, onClose }: { slip: TakingSlip; onClose: () => void }) {
  const t = useTexts(slipTexts);
  const leftFen = reversibleFen(slip);
  const most = formatFen(leftFen);
  const [how, setHow] = useState<'whole' | 'part'>('whole');
  const [text, setText] = useState('');
  const [picked, setPicked] = useState<string | null>(null);
  const [other, setOther] = useState('');
  const { busy, refusal, giveBack } = useReversing(slip, onClose);
  const isWhole = how === 'whole';
  const amountFen = isWhole ? leftFen : amountOf(text);
  const amountWrong = amountFen < 1 || amountFen > leftFen;
  // The last reason is 'other': then it is written out.
  const isOther = picked === t.reasons.at(-1);
  const reason = isOther ? other.trim() : (picked ?? '');
  return (
    <Sheet
      title={t.reverseTitle}
      onClose={onClose}
      action={
        <Button
          busy={busy}
          disabled={amountWrong || reason === ''}
          onTap={() => giveBack({ amountFen, isWhole, reason })}
        >
          {reason || amountWrong ? t.giveBack(formatFen(amountFen)) : t.pickReason}
        </Button>
      }
    >
      <View className="reverse">
        <Text className="sheet-text">
          {t.reverseWhat(slip.who, formatFen(slip.amountFen))}
          {slip.reversedFen > 0 ? ` · ${t.already(formatFen(slip.reversedFen))}` : ''}
        </Text>
        <Segments
          label={t.how}
          value={how}
          options={[
            { value: 'whole', word: `${t.whole} ${most}` },
            { value: 'part', word: t.part },
          ]}
          onChange={setHow}
        />
        {!isWhole && (
          <Field
            label={t.partAmount}
            kind="amount"
            focus
            value={text}
            lead={<Text>¥</Text>}
            note={t.partNote(most)}
            problem={text !== '' && amountWrong ? t.partWrong(most) : undefined}
            onInput={(typed) => setText(typedAmount(typed) ?? text)}
          />
        )}
        <Picks label={t.reason} words={t.reasons} picked={picked} onPick={setPicked} />
        {isOther && (
          <Field
            label={t.otherReason}
            focus
            value={other}
            maxLength={REASON_LENGTH}
            onInput={setOther}
          />
        )}
        {refusal && <Problem error={refusal} act="charge" />}
      </View>
    </Sheet>
  );
}

/** Gives coins back, whole or in part, with a reason on record. */
export function ReverseSheet({ slipKey, onClose }: { slipKey: string; onClose: () => void }) {
  const { place } = useCounter();
  const slip = useSlip(place.storeId, slipKey);
  return slip && isTaking(slip) ? <ReverseForm slip={slip} onClose={onClose} /> : null;
}
