import { useState } from 'react';
import { useTexts } from '@/i18n';
import { counterTexts } from '@/i18n/counter';
import { inFours } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Sheet } from '@/ui/Sheet';
import { useCounter } from '../context';

const CODE_DIGITS = 22;
/** 22 digits in fours have five spaces between them. */
const TYPED_LENGTH = 27;

/** Where nothing can scan: the digits under the member's barcode, by hand. */
export function DigitsSheet() {
  const t = useTexts(counterTexts);
  const { takeCode, openSheet } = useCounter();
  const [digits, setDigits] = useState('');
  const [wrong, setWrong] = useState(false);
  const take = (complete: string) => setWrong(!takeCode(complete));
  const onInput = (text: string) => {
    const typed = text.replace(/\D/g, '').slice(0, CODE_DIGITS);
    setDigits(typed);
    setWrong(false);
    if (typed.length === CODE_DIGITS && typed !== digits) take(typed);
  };
  return (
    <Sheet
      title={t.digitsTitle}
      onClose={() => openSheet(null)}
      action={
        <Button disabled={digits.length < CODE_DIGITS} onTap={() => take(digits)}>
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
        note={`${t.digitsNote} ${digits.length}/${CODE_DIGITS}`}
        problem={wrong ? t.digitsWrong : undefined}
        onInput={onInput}
        onConfirm={() => take(digits)}
      />
    </Sheet>
  );
}
