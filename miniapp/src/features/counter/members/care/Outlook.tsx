import type { CorrectionKind } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { counterCareTexts } from '@/i18n/counterCare';
import { formatPoints } from '@/lib/format';
import { BeforeAfter } from '@/ui/BeforeAfter';
import type { Outlook } from './correction';

/** Points or coins, as they are shown. */
export function useFigure(kind: CorrectionKind): (value: number) => string {
  const t = useTexts(counterCareTexts);
  return (value) => (kind === 'points' ? t.pointsOf(formatPoints(value)) : formatFen(value));
}

/** What is on the card now, and what will be. */
export function CardOutlook({ kind, outlook }: { kind: CorrectionKind; outlook: Outlook }) {
  const t = useTexts(counterCareTexts);
  const figure = useFigure(kind);
  const { before, after, shortFen } = outlook;
  return (
    <BeforeAfter
      before={{ word: t.before, figure: figure(before) }}
      after={{ word: t.after, figure: figure(after) }}
    >
      {shortFen > 0 && (
        <Text className="care__short">{t.short(formatFen(before), formatFen(shortFen))}</Text>
      )}
    </BeforeAfter>
  );
}
