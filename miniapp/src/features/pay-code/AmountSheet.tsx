import { MAX_AMOUNT_CODE_FEN } from '@merchant-coin/shared/cards/rules';
import { formatFen, parseYuan } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { payCodeTexts } from '@/i18n/payCode';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Sheet } from '@/ui/Sheet';

const LONGEST = 8;

interface AmountSheetProps {
  /** What the card held when it was last looked at. */
  spendableFen: number | undefined;
  onDone: (amountFen: number) => void;
  onClose: () => void;
}

function useProblem(typed: string, spendableFen: number | undefined): string | undefined {
  const t = useTexts(payCodeTexts);
  const amountFen = parseYuan(typed);
  if (Number(typed) * 100 > MAX_AMOUNT_CODE_FEN) {
    return t.amountTooLarge(formatFen(MAX_AMOUNT_CODE_FEN));
  }
  if (amountFen === null) return t.amountWrong;
  if (spendableFen !== undefined && amountFen > spendableFen) {
    return t.amountAbove(formatFen(spendableFen));
  }
  return undefined;
}

/** The sum that a code shall pay, and no other; works without a network. */
export function AmountSheet({ spendableFen, onDone, onClose }: AmountSheetProps) {
  const t = useTexts(payCodeTexts);
  const [typed, setTyped] = useState('');
  const [touched, setTouched] = useState(false);
  const problem = useProblem(typed, spendableFen);
  const amountFen = problem === undefined ? parseYuan(typed) : null;
  const submit = () => {
    setTouched(true);
    if (amountFen !== null) onDone(amountFen);
  };
  return (
    <Sheet
      title={t.amountCode}
      onClose={onClose}
      action={
        <Button onTap={submit}>
          {amountFen === null ? t.amountShow : t.amountShowFor(formatFen(amountFen))}
        </Button>
      }
    >
      <View className="pay-code__amount">
        <Text className="pay-code__amount-text">{t.amountText}</Text>
        <Field
          kind="amount"
          label={t.amountLabel}
          lead={<Text>¥</Text>}
          focus
          maxLength={LONGEST}
          value={typed}
          problem={touched ? problem : undefined}
          onInput={setTyped}
          onConfirm={submit}
          {...(spendableFen === undefined ? {} : { note: t.amountHave(formatFen(spendableFen)) })}
        />
      </View>
    </Sheet>
  );
}
