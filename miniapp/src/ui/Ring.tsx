import { Text, View } from '@tarojs/components';
import { a11y } from '@/lib/a11y';
import './Ring.scss';

/** Seconds that are left, as a ring that empties and as a figure. */
export function Ring({ seconds, of }: { seconds: number; of: number }) {
  const degrees = Math.round(Math.max(0, Math.min(1, seconds / of)) * 360);
  return (
    <View className="ring" {...a11y({ hidden: true })}>
      <View
        className="ring__face"
        style={{
          background: `conic-gradient(var(--brand) ${degrees}deg, var(--line) ${degrees}deg)`,
        }}
      />
      <Text className="ring__text">{seconds}</Text>
    </View>
  );
}
