import type { Lot } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { cardFaceTexts } from '@/i18n/cardFace';
import { nextEnding, SOON_DAYS } from '@/lib/endings';
import { daysUntil, formatDate } from '@/lib/format';
import { Icon } from './Icon';
import './NextEnding.scss';

/** The bonus that ends next, in one line that warns when it is soon; nothing where none does. */
export function NextEnding({ lots }: { lots: readonly Lot[] }) {
  const t = useTexts(cardFaceTexts);
  const next = nextEnding(lots);
  if (!next) return null;
  const isSoon = daysUntil(next.lastDay) <= SOON_DAYS;
  return (
    <View className={`next-ending ${isSoon ? 'next-ending--soon' : ''}`}>
      <Icon name="clock" />
      <Text className="next-ending__word">
        {t.bonusEnds(formatFen(next.sumFen), formatDate(next.lastDay))}
      </Text>
    </View>
  );
}
