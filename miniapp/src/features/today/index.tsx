import type { TodayRow } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useTexts } from '@/i18n';
import { todayTexts } from '@/i18n/today';
import { call } from '@/lib/client';
import { usePages } from '@/lib/pages';
import { useVisitState } from '@/lib/visits';
import { KindFilter, type KindChoice } from '@/ui/KindFilter';
import { List } from '@/ui/List';
import { Notice } from '@/ui/Notice';
import { Screen } from '@/ui/Screen';
import { contentOfPages } from '@/ui/screenState';
import { Segments } from '@/ui/Segments';
import { StateView } from '@/ui/StateView';
import { toastError } from '@/ui/toast';
import { MemberToday } from './MemberToday';
import { type Counts, useCounts } from './useCounts';
import './index.scss';

type Which = 'open' | 'done';

/** The word alone until it is known how many there are. */
const counted = (word: string, count: number | undefined): string =>
  count === undefined ? word : `${word} ${count}`;

function Nobody({
  kind,
  which,
  hasOthers,
}: {
  kind: KindChoice;
  which: Which;
  hasOthers: boolean;
}) {
  const t = useTexts(todayTexts);
  if (which === 'done') return <Notice icon="check" title={t.noneDone} />;
  if (hasOthers) return <Notice icon="check" title={t.allDone} />;
  if (kind !== 'all') return <Notice icon="check" title={t.emptyKind} />;
  return <Notice icon="check" title={t.emptyTitle} text={t.emptyText} />;
}

interface Question {
  merchantId: string;
  kind: KindChoice;
  which: Which;
}

/** The members asked for, and what marks one of them. */
function useToday({ merchantId, kind, which }: Question, counts: Counts) {
  const done = which === 'done' ? 'true' : 'false';
  const ofKind = kind === 'all' ? {} : { kind };
  const pages = usePages<TodayRow>(
    `today.${merchantId}.${kind}.${which}`,
    (cursor) => call('reminders.listToday', { merchantId, cursor, done, ...ofKind }),
    // Members' numbers stay off the device.
    { keep: true, forKeeping: (row) => ({ ...row, phone: null }) },
  );
  const show = (noticeId: string, doneAt: string | null) =>
    pages.replace((rows) => rows.map((row) => (row.id === noticeId ? { ...row, doneAt } : row)));
  /** Shown at once; taken back where it does not go through. */
  const mark = async ({ id: noticeId, kind: marked, doneAt: before }: TodayRow) => {
    const isDone = before === null;
    show(noticeId, isDone ? new Date().toISOString() : null);
    try {
      const input = { merchantId, noticeId, done: isDone };
      show(noticeId, (await call('reminders.markToday', input)).doneAt);
      counts.move(marked, isDone);
    } catch (cause) {
      show(noticeId, before);
      toastError(cause);
    }
  };
  return { pages, mark };
}

/** Members to think of today, for whoever stands at the counter. */
export default function TodayPage() {
  const t = useTexts(todayTexts);
  const { merchantId = '' } = useRouter().params;
  const [kind, setKind] = useVisitState<KindChoice>('kind', 'all');
  const [which, setWhich] = useVisitState<Which>('which', 'open');
  const counts = useCounts(merchantId);
  const { pages, mark } = useToday({ merchantId, kind, which }, counts);
  const other = which === 'open' ? 'done' : 'open';
  return (
    <Screen title={t.title}>
      <Text className="today__intro">{t.intro}</Text>
      <View className="today__which">
        <Segments
          label={t.which}
          options={[
            { value: 'open', word: counted(t.toDo, counts.of('all', 'open')) },
            { value: 'done', word: counted(t.dealtWith, counts.of('all', 'done')) },
          ]}
          value={which}
          onChange={setWhich}
        />
      </View>
      <KindFilter kind={kind} countOf={(each) => counts.of(each, which)} onKind={setKind} />
      <StateView
        state={contentOfPages(
          pages,
          <Nobody kind={kind} which={which} hasOthers={(counts.of(kind, other) ?? 0) > 0} />,
        )}
      >
        <List
          pages={pages}
          render={(row) => <MemberToday key={row.id} row={row} onMark={() => mark(row)} />}
        />
      </StateView>
    </Screen>
  );
}
