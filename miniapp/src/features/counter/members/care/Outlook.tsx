import type { CorrectionKind } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { counterCareTexts } from '@/i18n/counterCare';
import { a11y } from '@/lib/a11y';
import { Icon } from '@/ui/Icon';
import type { Outlook } from './correction';

/** Points or coins, as they are shown. */
export function useFigure(kind: CorrectionKind): (value: number) => string {
  const t = useTexts(counterCareTexts);
  return (value) => (kind === 'points' ? t.pointsOf(value) : formatFen(value));
}

/** What is on the card now, and what will be. */
export function BeforeAfter({ kind, outlook }: { kind: CorrectionKind; outlook: Outlook }) {
  const t = useTexts(counterCareTexts);
  const figure = useFigure(kind);
  const { before, after, shortFen } = outlook;
  return (
    <View className="care__outlook" {...a11y({ live: 'polite' })}>
      <View className="care__figures">
        <View className="care__figure">
          <Text className="care__word">{t.before}</Text>
          <Text className="care__sum">{figure(before)}</Text>
        </View>
        <Icon name="forward" className="care__arrow" />
        <View className="care__figure">
          <Text className="care__word">{t.after}</Text>
          <Text className="care__sum">{figure(after)}</Text>
        </View>
      </View>
      {shortFen > 0 && (
        <Text className="care__short">{t.short(formatFen(before), formatFen(shortFen))}</Text>
      )}
    </View>
  );
}
