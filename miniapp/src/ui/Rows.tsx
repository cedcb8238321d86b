import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { a11y } from '@/lib/a11y';
import { Icon, type IconName } from './Icon';
import { Tap } from './Tap';
import './Rows.scss';

/** A group of lines on one surface, with a word above. */
export function Rows({ heading, children }: { heading?: string; children: ReactNode }) {
  return (
    <View>
      {heading && (
        <Text className="rows__heading" {...a11y({ role: 'heading' })}>
          {heading}
        </Text>
      )}
      <View className="rows">{children}</View>
    </View>
  );
}

interface RowProps {
  title: ReactNode;
  note?: ReactNode;
  value?: ReactNode;
  icon?: IconName;
  onTap?: () => void;
  /** What stands at the end of a row that can be pressed. */
  end?: 'forward' | 'down' | 'up' | 'check' | 'call' | 'none';
  /** Given, the row shows and hides what is below it. */
  expanded?: boolean;
}

export function Row(props: RowProps) {
  const { title, note, value, icon, onTap, end = 'forward', expanded } = props;
  const inside = (
    <>
      {icon && <Icon name={icon} className="row__icon" />}
      <View className="row__main">
        <View className="row__title">{title}</View>
        {note && <View className="row__note">{note}</View>}
      </View>
      {value !== undefined && <View className="row__value">{value}</View>}
      {onTap && end !== 'none' && <Icon name={end} className="row__forward" />}
    </>
  );
  if (!onTap) return <View className="row">{inside}</View>;
  return (
    <Tap
      className="row row--pressable"
      onTap={onTap}
      {...(expanded === undefined ? {} : { expanded })}
    >
      {inside}
    </Tap>
  );
}
