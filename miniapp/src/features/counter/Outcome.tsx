import { Text, View } from '@tarojs/components';
import { useEffect, type ReactNode } from 'react';
import { a11y } from '@/lib/a11y';
import { Icon } from '@/ui/Icon';
import { feelFailure, feelSuccess } from './feel';
import './Outcome.scss';

interface OutcomeProps {
  /** `done`: a round tick. `failed`: a square cross. `unsure`: a triangle of warning. */
  is: 'done' | 'failed' | 'unsure';
  title: string;
  text?: string;
  children?: ReactNode;
  /** Says nothing to the hand, as when an old receipt is looked at again. */
  still?: boolean;
}

const ICONS = { done: 'check', failed: 'close', unsure: 'warn' } as const;

/** How an act ended, told by shape, icon, word and the feel of the device, never by colour alone. */
export function Outcome({ is, title, text, children, still = false }: OutcomeProps) {
  useEffect(() => {
    if (still) return;
    if (is === 'done') feelSuccess();
    else feelFailure();
  }, [is, still]);
  return (
    <View className={`outcome outcome--${is}`} {...a11y({ role: 'status', live: 'assertive' })}>
      <View className="outcome__mark">
        <Icon name={ICONS[is]} className="outcome__icon" />
      </View>
      <Text className="outcome__title">{title}</Text>
      {children}
      {text && <Text className="outcome__text">{text}</Text>}
    </View>
  );
}
