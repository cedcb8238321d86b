import { fillText, type ReminderKind } from '@merchant-coin/shared/reminders/rules';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { reminderTexts } from '@/i18n/reminderKinds';
import { reminderSettingsTexts } from '@/i18n/reminderSettings';
import { amountOf } from '@/lib/amount';
import { today } from '@/lib/format';
import { sentenceForMember } from '@/lib/reminders';
import { Chips } from '@/ui/Chips';
import { Field } from '@/ui/Field';
import { REMINDER_ICONS } from '@/ui/reminderIcons';
import { Rows } from '@/ui/Rows';
import { SwitchRow } from '@/ui/SwitchRow';
import { choicesOf, type Draft, MOST_DAYS, toggled, type Wrong } from './draft';
import { exampleFacts } from './example';
import { OwnText } from './OwnText';

const USUAL_DAYS = [60, 30, 14, 7, 3, 1, 0];
const LONGEST_AMOUNT = 8;
const LONGEST_DAYS = 3;

interface KindProps {
  kind: ReminderKind;
  draft: Draft;
  wrong: readonly Wrong[];
  onChange: (change: Partial<Draft>) => void;
}

function DaysAhead({
  days,
  onDays,
}: {
  days: readonly number[];
  onDays: (days: number[]) => void;
}) {
  const t = useTexts(reminderSettingsTexts);
  return (
    <View className="reminder-settings__part">
      <Text className="reminder-settings__label">{t.daysAhead}</Text>
      <Chips
        label={t.daysAhead}
        options={choicesOf(USUAL_DAYS, days).map((value) => ({ value, word: t.ahead(value) }))}
        isPicked={(value) => days.includes(value)}
        onPick={(value) => onDays(toggled(days, value, MOST_DAYS))}
      />
      <Text className="reminder-settings__note">
        {days.length === 0 ? t.daysNone : t.daysAheadNote(MOST_DAYS)}
      </Text>
    </View>
  );
}

/** What else a kind needs to know. */
function Details({ kind, draft, wrong, onChange }: KindProps) {
  const t = useTexts(reminderSettingsTexts);
  if (kind === 'cardExpiring' || kind === 'bonusExpiring') {
    const which = kind === 'cardExpiring' ? 'cardExpiringDays' : 'bonusExpiringDays';
    return <DaysAhead days={draft[which]} onDays={(days) => onChange({ [which]: days })} />;
  }
  if (kind === 'lowBalance') {
    return (
      <View className="reminder-settings__part">
        <Field
          kind="amount"
          label={t.limit}
          lead={<Text>¥</Text>}
          maxLength={LONGEST_AMOUNT}
          value={draft.lowBalance}
          problem={wrong.includes('lowBalance') ? t.limitWrong : undefined}
          onInput={(lowBalance) => onChange({ lowBalance })}
        />
      </View>
    );
  }
  if (kind === 'absent') {
    return (
      <View className="reminder-settings__part">
        <Field
          kind="code"
          label={t.absent}
          maxLength={LONGEST_DAYS}
          value={draft.absentDays}
          problem={wrong.includes('absentDays') ? t.absentWrong : undefined}
          onInput={(absentDays) => onChange({ absentDays })}
        />
      </View>
    );
  }
  return null;
}

/** One kind: on or off, what the member reads, when, and whether by SMS too. */
export function KindGroup(props: KindProps) {
  const { kind, draft, wrong, onChange } = props;
  const t = useTexts(reminderSettingsTexts);
  const { kinds } = useTexts(reminderTexts);
  const isOn = draft.kinds.includes(kind);
  const facts = exampleFacts(
    kind,
    { limitFen: amountOf(draft.lowBalance), absentDays: Number(draft.absentDays) || 0 },
    { today: today(), name: t.example },
  );
  const own = draft.texts[kind]?.trim() ?? '';
  const sentence = own === '' ? sentenceForMember(kind, facts) : fillText(own, facts);
  return (
    <Rows>
      <SwitchRow
        icon={REMINDER_ICONS[kind]}
        title={kinds[kind]}
        note={t.preview(sentence)}
        isOn={isOn}
        onChange={() => onChange({ kinds: toggled(draft.kinds, kind) })}
      />
      {isOn && <Details {...props} />}
      {isOn && (
        <OwnText
          kind={kind}
          text={draft.texts[kind] ?? ''}
          isWrong={wrong.includes(`text.${kind}`)}
          onText={(text) => onChange({ texts: { ...draft.texts, [kind]: text } })}
        />
      )}
      {isOn && (
        <SwitchRow
          title={t.sms}
          note={t.smsNote}
          isOn={draft.smsKinds.includes(kind)}
          onChange={() => onChange({ smsKinds: toggled(draft.smsKinds, kind) })}
        />
      )}
    </Rows>
  );
}
