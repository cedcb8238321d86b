import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Icon, type IconName } from '@/ui/Icon';
import './Head.scss';

interface HeadPill {
  icon: IconName;
  word: string;
  tone: 'plain' | 'warn' | 'bad';
}

interface HeadProps {
  mark?: ReactNode;
  name: string;
  note: ReactNode;
  pill?: HeadPill | null;
  side?: ReactNode;
}

/** Who or what this is about, in one line and a half, with what must not be overlooked. */
export function Head({ mark, name, note, pill, side }: HeadProps) {
  return (
    <View className="head">
      {mark && <View className="head__mark">{mark}</View>}
      <View className="head__main">
        <Text className="head__name">{name}</Text>
        <Text className="head__note">{note}</Text>
      </View>
      {pill && (
        <View className={`head__pill head__pill--${pill.tone}`}>
          <Icon name={pill.icon} />
          <Text>{pill.word}</Text>
        </View>
      )}
      {side}
    </View>
  );
}
