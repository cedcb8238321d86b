import type { CardEntry } from '@merchant-coin/shared';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { cardTexts } from '@/i18n/card';
import { call } from '@/lib/client';
import { dateOf, formatMonth } from '@/lib/format';
import { usePages } from '@/lib/pages';
import { useOnEntry } from '@/lib/useOnEntry';
import { List } from '@/ui/List';
import { Notice } from '@/ui/Notice';
import { Rows } from '@/ui/Rows';
import { Screen } from '@/ui/Screen';
import { contentOfPages } from '@/ui/screenState';
import { EntryRow } from '@/ui/EntryRow';
import { EntrySheet } from './EntrySheet';
import './index.scss';

interface Month {
  name: string;
  entries: CardEntry[];
}

function byMonth(entries: readonly CardEntry[]): Month[] {
  const months: Month[] = [];
  for (const entry of entries) {
    const name = formatMonth(dateOf(entry.at));
    const last = months[months.length - 1];
    if (last?.name === name) last.entries.push(entry);
    else months.push({ name, entries: [entry] });
  }
  return months;
}

/** Everything that happened on a card, newest first, by month. */
export default function EntriesPage() {
  const t = useTexts(cardTexts);
  const { cardId = '' } = useRouter().params;
  const [opened, setOpened] = useState<CardEntry | null>(null);
  const pages = usePages<CardEntry>(
    `allEntries.${cardId}`,
    (cursor) => call('cards.listMyEntries', { cardId, cursor }),
    { keep: true, freshMs: 0, idOf: ({ id }) => id },
  );
  useOnEntry(cardId, pages.reload);
  return (
    <Screen
      title={t.allEntries}
      payCode={cardId}
      state={contentOfPages(pages, <Notice icon="info" title={t.noEntries} />)}
      overlay={
        opened && <EntrySheet cardId={cardId} entry={opened} onClose={() => setOpened(null)} />
      }
    >
      <List
        pages={{ ...pages, items: byMonth(pages.items ?? []) }}
        render={(month) => (
          <Rows key={month.name} heading={month.name}>
            {month.entries.map((entry) => (
              <EntryRow key={entry.id} entry={entry} onTap={() => setOpened(entry)} />
            ))}
          </Rows>
        )}
        sayEndFrom={1}
      />
    </Screen>
  );
}
