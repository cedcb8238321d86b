import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { pointsTexts } from '@/i18n/points';
import { a11y } from '@/lib/a11y';
import { Icon } from '@/ui/Icon';
import { Tap } from '@/ui/Tap';

interface TimesProps {
  value: number;
  most: number;
  fixed: boolean;
  onChange: (value: number) => void;
}

/** How many of one option. */
export function Times({ value, most, fixed, onChange }: TimesProps) {
  const t = useTexts(pointsTexts);
  return (
    <View className="points__times" {...a11y({ role: 'group', label: t.times })}>
      <Tap
        className="points__step"
        label={t.fewer}
        disabled={fixed || value <= 1}
        onTap={() => onChange(value - 1)}
      >
        <Icon name="minus" />
      </Tap>
      <Text className="points__count" {...a11y({ live: 'polite' })}>
        {value}
      </Text>
      <Tap
        className="points__step"
        label={t.more}
        disabled={fixed || value >= most}
        onTap={() => onChange(value + 1)}
      >
        <Icon name="plus" />
      </Tap>
    </View>
  );
}
