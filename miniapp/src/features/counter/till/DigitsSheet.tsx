import { AMOUNT_CODE_PREFIX } from '@merchant-coin/shared/cards/rules';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { counterTexts } from '@/i18n/counter';
import { inFours } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Sheet } from '@/ui/Sheet';
import { useCounter } from '../context';

/** 28 digits in fours have six spaces between them. */
const TYPED_LENGTH = 34;
/** By its first two, a code that pays one sum is longer. */
const lengthOf = (digits: string) => (digits.startsWith(AMOUNT_CODE_PREFIX) ? 28 : 22);

/** Where nothing can scan: the digits under the member's barcode, by hand. */
export function DigitsSheet() {
  const t = useTexts(counterTexts);
  const { takeCode, openSheet } = useCounter();
  const [digits, setDigits] = useState('');
  const [wrong, setWrong] = useState(false);
  const take = (complete: string) => setWrong(!takeCode(complete));
  const onInput = (text: string) => {
    const all = text.replace(/\D/g, '');
    const typed = all.slice(0, lengthOf(all));
    setDigits(typed);
    setWrong(false);
    if (typed.length === lengthOf(typed) && typed !== digits) take(typed);
  };
  return (
    <Sheet
      title={t.digitsTitle}
      onClose={() => openSheet(null)}
      action={
        <Button disabled={digits.length < lengthOf(digits)} onTap={() => take(digits)}>
          {t.use}
        </Button>
      }
    >
      <Field
        label={t.digitsTitle}
        hideLabel
        kind="code"
        focus
        value={inFours(digits)}
        maxLength={TYPED_LENGTH}
        placeholder={t.digitsPlaceholder}
        note={`${t.digitsNote} ${digits.length}/${lengthOf(digits)}`}
        problem={wrong ? t.digitsWrong : undefined}
        onInput={onInput}
        onConfirm={() => take(digits)}
      />
    </Sheet>
  );
}
