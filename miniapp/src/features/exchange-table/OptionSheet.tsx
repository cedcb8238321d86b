import type { ExchangeOption } from '@merchant-coin/shared';
import { parseYuan } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { type ReactNode, useState } from 'react';
import { useTexts } from '@/i18n';
import { commonTexts } from '@/i18n/common';
import { exchangeTableTexts } from '@/i18n/exchangeTable';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Segments } from '@/ui/Segments';
import { Sheet } from '@/ui/Sheet';
import type { OptionDraft } from './useTable';

const MOST = { points: 10_000_000, bonusFen: 1_000_000, validDays: 3_650 };

interface Typed {
  points: string;
  amount: string;
  days: string;
  active: boolean;
}

const EMPTY: Typed = { points: '', amount: '', days: '', active: true };

const typedFrom = ({ points, bonusFen, validDays, active }: ExchangeOption): Typed => ({
  points: String(points),
  amount: String(bonusFen / 100),
  days: String(validDays),
  active,
});

function wholeNumber(text: string, most: number): number | null {
  const number = /^\d{1,8}$/.test(text.trim()) ? Number(text) : 0;
  return number >= 1 && number <= most ? number : null;
}

function sumOf(text: string): number | null {
  const fen = parseYuan(text);
  return fen !== null && fen <= MOST.bonusFen ? fen : null;
}

/** What was typed as terms; null in place of what is not one. */
const read = (typed: Typed) => ({
  points: wholeNumber(typed.points, MOST.points),
  bonusFen: sumOf(typed.amount),
  validDays: wholeNumber(typed.days, MOST.validDays),
});

interface OptionSheetProps {
  /** Null for a new one. */
  option: ExchangeOption | null;
  busy: boolean;
  onSave: (draft: OptionDraft) => void;
  onRemove: () => void;
  onClose: () => void;
}

/** One option of the table: its three figures, and whether members can have it. */
export function OptionSheet({ option, busy, onSave, onRemove, onClose }: OptionSheetProps) {
  const t = useTexts(exchangeTableTexts);
  const common = useTexts(commonTexts);
  const [typed, setTyped] = useState(option ? typedFrom(option) : EMPTY);
  const [touched, setTouched] = useState(false);
  const terms = read(typed);
  const save = () => {
    setTouched(true);
    const { points, bonusFen, validDays } = terms;
    if (points === null || bonusFen === null || validDays === null) return;
    onSave({ points, bonusFen, validDays, active: typed.active });
  };
  const unit = (word: string) => <Text className="exchange-table__unit">{word}</Text>;
  const field = (
    key: 'points' | 'amount' | 'days',
    { isWrong, ...words }: FieldWords & { isWrong: boolean },
  ) => (
    <View className="exchange-table__field">
      <Field
        kind="amount"
        maxLength={9}
        {...words}
        value={typed[key]}
        problem={touched && isWrong ? words.problem : undefined}
        onInput={(text) => setTyped((before) => ({ ...before, [key]: text }))}
      />
    </View>
  );
  return (
    <Sheet
      title={option ? t.editTitle : t.newTitle}
      onClose={onClose}
      action={
        <>
          <Button busy={busy} onTap={save}>
            {common.save}
          </Button>
          {option && (
            <Button kind="danger" disabled={busy} onTap={onRemove}>
              {t.remove}
            </Button>
          )}
        </>
      }
    >
      {field('points', {
        label: t.points,
        trail: unit(t.pointsUnit),
        problem: t.pointsWrong,
        isWrong: terms.points === null,
      })}
      {field('amount', {
        label: t.amount,
        lead: <Text>¥</Text>,
        problem: t.amountWrong,
        isWrong: terms.bonusFen === null,
      })}
      {field('days', {
        label: t.days,
        trail: unit(t.daysUnit),
        note: t.daysNote,
        problem: t.daysWrong,
        isWrong: terms.validDays === null,
      })}
      <Text className="exchange-table__label">{t.state}</Text>
      <Segments
        label={t.state}
        value={typed.active ? 'open' : 'closed'}
        options={[
          { value: 'open', word: t.open },
          { value: 'closed', word: t.closed },
        ]}
        onChange={(value) => setTyped((before) => ({ ...before, active: value === 'open' }))}
      />
    </Sheet>
  );
}

interface FieldWords {
  label: string;
  problem: string;
  note?: string;
  lead?: ReactNode;
  trail?: ReactNode;
}
