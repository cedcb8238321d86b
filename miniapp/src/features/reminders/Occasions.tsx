import type { Occasion } from '@merchant-coin/shared';
import { MAX_OCCASIONS } from '@merchant-coin/shared/reminders/rules';
import { useTexts } from '@/i18n';
import { myReminderTexts } from '@/i18n/reminders';
import { formatDate } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Row, Rows } from '@/ui/Rows';

interface OccasionsProps {
  occasions: readonly Occasion[];
  onAdd: () => void;
  onRemove: (occasion: Occasion) => void;
}

/** The days of the year that the member has added. */
export function Occasions({ occasions, onAdd, onRemove }: OccasionsProps) {
  const t = useTexts(myReminderTexts);
  const isFull = occasions.length >= MAX_OCCASIONS;
  const next = ({ nextOn, lunarText }: Occasion) =>
    t.fallsOnLunar(formatDate(nextOn, { year: true }), lunarText);
  return (
    <Rows heading={t.occasions}>
      {occasions.map((occasion) => (
        <Row
          key={occasion.id}
          icon="calendar"
          title={occasion.name}
          note={next(occasion)}
          value={
            <Button
              kind="plain"
              small
              label={`${t.remove} ${occasion.name}`}
              onTap={() => onRemove(occasion)}
            >
              {t.remove}
            </Button>
          }
        />
      ))}
      {isFull ? (
        <Row title={t.full(MAX_OCCASIONS)} />
      ) : (
        <Row
          icon="plus"
          title={t.add}
          note={occasions.length === 0 ? t.occasionsNone : undefined}
          onTap={onAdd}
        />
      )}
    </Rows>
  );
}
