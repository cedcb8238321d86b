import type { ReminderLogRow } from '@merchant-coin/shared';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useTexts } from '@/i18n';
import { reminderTexts } from '@/i18n/reminderKinds';
import { reminderSettingsTexts } from '@/i18n/reminderSettings';
import { call } from '@/lib/client';
import { dateOf, formatDay, formatTime } from '@/lib/format';
import { usePages } from '@/lib/pages';
import { sentenceForStaff } from '@/lib/reminders';
import { inRuns } from '@/lib/runs';
import { useVisitState } from '@/lib/visits';
import { KindFilter, type KindChoice } from '@/ui/KindFilter';
import { List } from '@/ui/List';
import { Notice } from '@/ui/Notice';
import { REMINDER_ICONS } from '@/ui/reminderIcons';
import { Row, Rows } from '@/ui/Rows';
import { Screen } from '@/ui/Screen';
import { contentOfPages } from '@/ui/screenState';
import { StateView } from '@/ui/StateView';

function LogRow({ row }: { row: ReminderLogRow }) {
  const t = useTexts(reminderSettingsTexts);
  const { kinds } = useTexts(reminderTexts);
  const { kind, facts, words, phoneMasked, at, message, sms, readAt } = row;
  return (
    <Row
      icon={REMINDER_ICONS[kind]}
      title={`${kinds[kind]} · ${phoneMasked}`}
      note={
        <>
          <View>{words === null ? sentenceForStaff(kind, facts) : t.preview(words)}</View>
          <View>{t.message(t.states[message])}</View>
          <View>{t.text(t.states[sms])}</View>
          <View>
            {formatTime(at)} · {readAt ? t.read : t.unread}
          </View>
        </>
      }
    />
  );
}

/** What was sent to whom, what became of it, and why not; newest first. */
export default function ReminderLogPage() {
  const t = useTexts(reminderSettingsTexts);
  const { merchantId = '' } = useRouter().params;
  const [kind, setKind] = useVisitState<KindChoice>('kind', 'all');
  const pages = usePages<ReminderLogRow>(
    `reminderLog.${merchantId}.${kind}`,
    (cursor) =>
      call('reminders.listReminderLog', {
        merchantId,
        cursor,
        ...(kind === 'all' ? {} : { kind }),
      }),
    { keep: true },
  );
  const empty =
    kind === 'all' ? (
      <Notice icon="bell" title={t.emptyTitle} text={t.emptyText} />
    ) : (
      <Notice icon="bell" title={t.emptyKind} />
    );
  return (
    <Screen title={t.logTitle}>
      <KindFilter kind={kind} onKind={setKind} />
      <StateView state={contentOfPages(pages, empty)}>
        <List
          pages={{ ...pages, items: inRuns(pages.items ?? [], ({ at }) => formatDay(dateOf(at))) }}
          render={(day) => (
            <Rows key={day.items[0]?.id} heading={day.name}>
              {day.items.map((row) => (
                <LogRow key={row.id} row={row} />
              ))}
            </Rows>
          )}
        />
      </StateView>
    </Screen>
  );
}
