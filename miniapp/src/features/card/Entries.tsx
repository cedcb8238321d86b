import type { CardEntry } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { cardTexts } from '@/i18n/card';
import { dateOf, formatDay, formatTime } from '@/lib/format';
import type { Pages } from '@/lib/pages';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { List } from '@/ui/List';
import { Money } from '@/ui/Money';
import { Row, Rows } from '@/ui/Rows';
import { Skeleton } from '@/ui/Skeleton';

interface Day {
  date: string;
  entries: CardEntry[];
}

function byDay(entries: readonly CardEntry[]): Day[] {
  const days: Day[] = [];
  for (const entry of entries) {
    const date = dateOf(entry.at);
    const last = days[days.length - 1];
    if (last?.date === date) last.entries.push(entry);
    else days.push({ date, entries: [entry] });
  }
  return days;
}

function Change({ entry }: { entry: CardEntry }) {
  if (entry.changeFen === 0) return null;
  const gained = entry.changeFen > 0 ? 'card-page__change--gained' : '';
  return <Money fen={entry.changeFen} signed className={`card-page__change ${gained}`} />;
}

function EntryRow({ entry, onTap }: { entry: CardEntry; onTap: () => void }) {
  const t = useTexts(cardTexts);
  const facts = [formatTime(entry.at), t.balanceAfter(formatFen(entry.spendableAfterFen))];
  return (
    <Row
      title={entry.storeName ? `${t.types[entry.type]} · ${entry.storeName}` : t.types[entry.type]}
      note={facts.join(' · ')}
      value={<Change entry={entry} />}
      end="none"
      onTap={onTap}
    />
  );
}

interface EntriesProps {
  pages: Omit<Pages<CardEntry>, 'replace'>;
  onOpen: (entry: CardEntry) => void;
}

/** What happened on the card, newest first, by day. */
export function Entries({ pages, onOpen }: EntriesProps) {
  const t = useTexts(cardTexts);
  const { items, error, reload } = pages;
  if (!items) return error ? <ErrorNotice error={error} onRetry={reload} /> : <Skeleton rows={3} />;
  if (items.length === 0) {
    return (
      <Rows heading={t.entries}>
        <View className="card-page__none">
          <Text>{t.noEntries}</Text>
        </View>
      </Rows>
    );
  }
  const days = byDay(items);
  return (
    <List
      pages={{ ...pages, items: days }}
      render={(day) => (
        <Rows key={day.date} heading={formatDay(day.date)}>
          {day.entries.map((entry) => (
            <EntryRow key={entry.id} entry={entry} onTap={() => onOpen(entry)} />
          ))}
        </Rows>
      )}
    />
  );
}
