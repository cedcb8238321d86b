import type { CardEntry } from '@merchant-coin/shared';
import { Text } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { cardTexts } from '@/i18n/card';
import { formatInstant, formatPointsChange } from '@/lib/format';
import { Row } from '@/ui/Rows';

/** An entry by what it did to the points. */
export function PointsRow({ entry, onTap }: { entry: CardEntry; onTap: () => void }) {
  const t = useTexts(cardTexts);
  const word = t.types[entry.type];
  const gained = entry.pointsChange > 0;
  return (
    <Row
      title={entry.storeName ? `${word} · ${entry.storeName}` : word}
      note={formatInstant(entry.at)}
      value={
        <Text className={`card-page__change ${gained ? 'card-page__change--gained' : ''}`}>
          {formatPointsChange(entry.pointsChange)}
        </Text>
      }
      end="none"
      onTap={onTap}
    />
  );
}
