import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';
import { Tap } from './Tap';
import './SwitchRow.scss';

interface SwitchRowProps {
  title: string;
  note?: ReactNode;
  icon?: IconName;
  isOn: boolean;
  disabled?: boolean;
  onChange: (isOn: boolean) => void;
}

/** A line of `Rows` that is on or off; all of it can be pressed. */
export function SwitchRow({ title, note, icon, isOn, disabled, onChange }: SwitchRowProps) {
  return (
    <Tap
      className="row row--pressable"
      checked={isOn}
      disabled={disabled === true}
      onTap={() => onChange(!isOn)}
    >
      {icon && <Icon name={icon} className="row__icon" />}
      <View className="row__main">
        <View className="row__title">{title}</View>
        {note && <View className="row__note">{note}</View>}
      </View>
      <View className={`switch ${isOn ? 'switch--on' : ''}`}>
        <View className="switch__knob" />
      </View>
    </Tap>
  );
}
