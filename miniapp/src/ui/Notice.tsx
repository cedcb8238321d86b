import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { Icon, type IconName } from './Icon';
import './Notice.scss';

interface NoticeProps {
  icon: IconName;
  title: string;
  text?: string;
  action?: ReactNode;
  small?: string;
}

/** What a screen says when it has nothing to list: why, and the one thing to do about it. */
export function Notice({ icon, title, text, action, small }: NoticeProps) {
  return (
    <View className="notice">
      <Icon name={icon} className="notice__icon" />
      <Text className="notice__title">{title}</Text>
      {text && <Text className="notice__text">{text}</Text>}
      {action && <View className="notice__action">{action}</View>}
      {small && <Text className="notice__small">{small}</Text>}
    </View>
  );
}
