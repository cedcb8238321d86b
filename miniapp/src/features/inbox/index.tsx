import type { Notice as Message } from '@merchant-coin/shared';
import { useEffect, useState } from 'react';
import { useTexts } from '@/i18n';
import { inboxTexts } from '@/i18n/inbox';
import { useMyCards } from '@/lib/cards';
import { call } from '@/lib/client';
import { dateOf, formatDay } from '@/lib/format';
import { open } from '@/lib/nav';
import { usePages } from '@/lib/pages';
import { inRuns } from '@/lib/runs';
import { readNotices } from '@/lib/unread';
import { Button } from '@/ui/Button';
import { List } from '@/ui/List';
import { Notice } from '@/ui/Notice';
import { Rows } from '@/ui/Rows';
import { Screen } from '@/ui/Screen';
import { contentOfPages } from '@/ui/screenState';
import { CardsSheet } from './CardsSheet';
import { MessageRow } from './MessageRow';
import './index.scss';

/** Looking is reading: all that there is counts as read, while this look still shows what was new. */
function useReadAll(newest: string | undefined): void {
  useEffect(() => {
    // Lost, it stays unread, and the next look tries again.
    if (newest) readNotices(newest).catch(() => undefined);
  }, [newest]);
}

/** All that merchants have reminded of, newest first, by day. */
export default function InboxPage() {
  const t = useTexts(inboxTexts);
  const cards = useMyCards().data ?? [];
  const [isChoosing, setChoosing] = useState(false);
  const pages = usePages<Message>(
    'notices',
    (cursor) => call('reminders.listMyNotices', { cursor }),
    { keep: true, idOf: ({ id }) => id },
  );
  useReadAll(pages.items?.[0]?.id);
  const [only, ...others] = cards;
  const openSettings = () => {
    if (only && others.length === 0) open('reminders', { cardId: only.id });
    else setChoosing(true);
  };
  const empty = <Notice icon="bell" title={t.emptyTitle} text={t.emptyText} />;
  return (
    <Screen
      title={t.title}
      state={contentOfPages(pages, empty)}
      action={
        only && (
          <Button kind="plain" onTap={openSettings}>
            {t.settings}
          </Button>
        )
      }
      overlay={isChoosing && <CardsSheet cards={cards} onClose={() => setChoosing(false)} />}
    >
      <List
        pages={{ ...pages, items: inRuns(pages.items ?? [], ({ at }) => formatDay(dateOf(at))) }}
        render={(day) => (
          <Rows key={day.items[0]?.id} heading={day.name}>
            {day.items.map((message) => (
              <MessageRow key={message.id} message={message} />
            ))}
          </Rows>
        )}
      />
    </Screen>
  );
}
