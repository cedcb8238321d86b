import type { CardEntry } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { cardTexts } from '@/i18n/card';
import { open } from '@/lib/nav';
import { useElder } from '@/lib/settings';
import type { Page } from '@/lib/pagesState';
import type { Resource } from '@/lib/resource';
import { EntryRow } from './EntryRow';
import { Row, Rows } from './Rows';
import { contentOf } from './screenState';
import { Skeleton } from './Skeleton';
import { StateView } from './StateView';

/** In elder mode, where each line is higher. */
const ELDER_MOST = 3;

interface LatestEntriesProps {
  cardId: string;
  latest: Resource<Page<CardEntry>>;
  onOpen: (entry: CardEntry) => void;
}

/** The last few entries, and the way to all of them. */
export function LatestEntries({ cardId, latest, onOpen }: LatestEntriesProps) {
  const t = useTexts(cardTexts);
  const elder = useElder();
  const { items: all = [], nextCursor = null } = latest.data ?? {};
  const items = elder ? all.slice(0, ELDER_MOST) : all;
  const hasMore = nextCursor !== null || all.length > items.length;
  return (
    <StateView state={contentOf(latest)} skeleton={<Skeleton rows={3} />}>
      <Rows heading={t.entries}>
        {items.map((entry) => (
          <EntryRow key={entry.id} entry={entry} onTap={() => onOpen(entry)} />
        ))}
        {items.length === 0 && (
          <View className="entry-row__none">
            <Text>{t.noEntries}</Text>
          </View>
        )}
        {hasMore && <Row title={t.allEntries} onTap={() => open('entries', { cardId })} />}
      </Rows>
    </StateView>
  );
}
