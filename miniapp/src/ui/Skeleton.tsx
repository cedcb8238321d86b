import { View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { commonTexts } from '@/i18n/common';
import { a11y } from '@/lib/a11y';
import './Skeleton.scss';

/** The shape of what is coming; appears only when it takes a moment. */
export function Skeleton({ cards = 0, rows = 0 }: { cards?: number; rows?: number }) {
  const t = useTexts(commonTexts);
  return (
    <View className="skeleton" {...a11y({ label: t.loading, role: 'status' })}>
      {Array.from({ length: cards }, (_, index) => (
        <View key={`card-${index}`} className="skeleton__card" />
      ))}
      {Array.from({ length: rows }, (_, index) => (
        <View key={`row-${index}`} className="skeleton__row" />
      ))}
    </View>
  );
}
