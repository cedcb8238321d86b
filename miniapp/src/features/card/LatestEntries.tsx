import type { CardEntry } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { cardTexts } from '@/i18n/card';
import { open } from '@/lib/nav';
import type { Page } from '@/lib/pages';
import type { Resource } from '@/lib/resource';
import { Row, Rows } from '@/ui/Rows';
import { StateView } from '@/ui/StateView';
import { contentOf } from '@/ui/screenState';
import { Skeleton } from '@/ui/Skeleton';
import { EntryRow } from './EntryRow';

interface LatestEntriesProps {
  cardId: string;
  latest: Resource<Page<CardEntry>>;
  onOpen: (entry: CardEntry) => void;
}

/** The last few entries, and the way to all of them. */
export function LatestEntries({ cardId, latest, onOpen }: LatestEntriesProps) {
  const t = useTexts(cardTexts);
  const { items = [], nextCursor = null } = latest.data ?? {};
  return (
    <StateView state={contentOf(latest)} skeleton={<Skeleton rows={3} />}>
      <Rows heading={t.entries}>
        {items.map((entry) => (
          <EntryRow key={entry.id} entry={entry} onTap={() => onOpen(entry)} />
        ))}
        {items.length === 0 && (
          <View className="card-page__none">
            <Text>{t.noEntries}</Text>
          </View>
        )}
        {nextCursor !== null && (
          <Row title={t.allEntries} onTap={() => open('entries', { cardId })} />
        )}
      </Rows>
    </StateView>
  );
}
