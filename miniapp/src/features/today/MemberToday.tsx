import type { TodayRow } from '@merchant-coin/shared';
import { lastFour } from '@merchant-coin/shared/cards/rules';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { reminderTexts } from '@/i18n/reminderKinds';
import { todayTexts } from '@/i18n/today';
import { formatDate, formatInstant } from '@/lib/format';
import { callPhone } from '@/lib/phoneCall';
import { sentenceForStaff } from '@/lib/reminders';
import { useBusy } from '@/lib/useBusy';
import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { REMINDER_ICONS } from '@/ui/reminderIcons';
import { Rows } from '@/ui/Rows';

function useFacts({ spendableFen, lastVisitOn }: TodayRow): string {
  const t = useTexts(todayTexts);
  const facts = [
    spendableFen === null ? null : t.balance(formatFen(spendableFen)),
    lastVisitOn === null ? null : t.lastVisit(formatDate(lastVisitOn)),
  ];
  return facts.filter((fact) => fact !== null).join(' · ');
}

function Foot({ row, onMark }: MemberTodayProps) {
  const t = useTexts(todayTexts);
  const [busy, run] = useBusy();
  const { phone, doneAt } = row;
  const mark = () => run(onMark);
  if (doneAt !== null) {
    return (
      <View className="today__foot">
        <View className="today__done">
          <Icon name="check" />
          <Text>{t.doneAt(formatInstant(doneAt))}</Text>
        </View>
        <Button kind="quiet" small disabled={busy} onTap={mark}>
          {t.undo}
        </Button>
      </View>
    );
  }
  return (
    <View className="today__foot">
      <Button kind="plain" small icon="check" disabled={busy} onTap={mark}>
        {t.done}
      </Button>
      {phone === null ? (
        <Text className="today__no-call">{t.noCall}</Text>
      ) : (
        <Button small icon="call" onTap={() => callPhone(phone)}>
          {t.call}
        </Button>
      )}
    </View>
  );
}

interface MemberTodayProps {
  row: TodayRow;
  onMark: () => Promise<void>;
}

/** One member: why today, what is on the card, and what can be done about it. */
export function MemberToday({ row, onMark }: MemberTodayProps) {
  const t = useTexts(todayTexts);
  const { kinds } = useTexts(reminderTexts);
  const facts = useFacts(row);
  const { kind, name, phoneMasked, cardNumber, doneAt } = row;
  return (
    <Rows>
      <View className={`today ${doneAt === null ? '' : 'today--done'}`}>
        <View className="today__kind">
          <Icon name={REMINDER_ICONS[kind]} />
          <Text>{kinds[kind]}</Text>
        </View>
        <View className="today__who">
          {name === null ? phoneMasked : `${name} · ${phoneMasked}`}
        </View>
        <View className="today__why">{sentenceForStaff(kind, row.facts)}</View>
        <View className="today__facts">
          {facts === '' ? t.cardEnd(lastFour(cardNumber)) : facts}
        </View>
        <Foot row={row} onMark={onMark} />
      </View>
    </Rows>
  );
}
