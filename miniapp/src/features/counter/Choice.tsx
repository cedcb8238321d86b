import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Icon } from '@/ui/Icon';
import { Tap } from '@/ui/Tap';
import './Choice.scss';

interface ChoiceProps {
  title: ReactNode;
  note?: ReactNode;
  value?: ReactNode;
  selected: boolean;
  /** Half as wide: marked by its frame and a tick in the corner. */
  small?: boolean;
  onTap: () => void;
}

/** One of several things to pick, marked by frame and tick. */
export function Choice({ title, note, value, selected, small = false, onTap }: ChoiceProps) {
  return (
    <Tap
      className={`choice ${selected ? 'choice--selected' : ''} ${small ? 'choice--small' : ''}`}
      selected={selected}
      onTap={onTap}
    >
      <View className="choice__main">
        <Text className="choice__title">{title}</Text>
        {note && <Text className="choice__note">{note}</Text>}
      </View>
      {value && <Text className="choice__value">{value}</Text>}
      <View className="choice__mark">{selected && <Icon name="check" />}</View>
    </Tap>
  );
}
