import type { TodayRow } from '@merchant-coin/shared';
import { Text } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { todayTexts } from '@/i18n/today';
import { call } from '@/lib/client';
import { usePages } from '@/lib/pages';
import { KindFilter, type KindChoice } from '@/ui/KindFilter';
import { List } from '@/ui/List';
import { Notice } from '@/ui/Notice';
import { Screen } from '@/ui/Screen';
import { contentOfPages } from '@/ui/screenState';
import { StateView } from '@/ui/StateView';
import { toastError } from '@/ui/toast';
import { MemberToday } from './MemberToday';
import './index.scss';

/** Members to think of today, for whoever stands at the counter. */
export default function TodayPage() {
  const t = useTexts(todayTexts);
  const { merchantId = '' } = useRouter().params;
  const [kind, setKind] = useState<KindChoice>('all');
  const pages = usePages<TodayRow>(
    `${merchantId}.${kind}`,
    (cursor) =>
      call('reminders.listToday', { merchantId, cursor, ...(kind === 'all' ? {} : { kind }) }),
    // Members' numbers stay off the device.
    { keepAs: 'today', forKeeping: (row) => ({ ...row, phone: null }) },
  );
  const show = (noticeId: string, doneAt: string | null) =>
    pages.replace((rows) => rows.map((row) => (row.id === noticeId ? { ...row, doneAt } : row)));
  /** Shown at once; taken back where it does not go through. */
  const mark = async ({ id: noticeId, doneAt: before }: TodayRow) => {
    const done = before === null;
    show(noticeId, done ? new Date().toISOString() : null);
    try {
      const { doneAt } = await call('reminders.markToday', { merchantId, noticeId, done });
      show(noticeId, doneAt);
    } catch (cause) {
      show(noticeId, before);
      toastError(cause);
    }
  };
  const empty =
    kind === 'all' ? (
      <Notice icon="check" title={t.emptyTitle} text={t.emptyText} />
    ) : (
      <Notice icon="check" title={t.emptyKind} />
    );
  return (
    <Screen title={t.title}>
      <Text className="today__intro">{t.intro}</Text>
      <KindFilter kind={kind} onKind={setKind} />
      <StateView state={contentOfPages(pages, empty)}>
        <List
          pages={pages}
          render={(row) => <MemberToday key={row.id} row={row} onMark={() => mark(row)} />}
        />
      </StateView>
    </Screen>
  );
}
