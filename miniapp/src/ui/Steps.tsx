import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { a11y } from '@/lib/a11y';
import './Steps.scss';

interface StepsProps {
  title: string;
  /** Three at most: what is longer is not read. */
  steps: readonly string[];
  action?: ReactNode;
}

/** What to do the first time, one short sentence a step. */
export function Steps({ title, steps, action }: StepsProps) {
  return (
    <View className="steps">
      <Text className="steps__title" {...a11y({ role: 'heading' })}>
        {title}
      </Text>
      {steps.map((step, index) => (
        <View key={step} className="steps__one">
          <Text className="steps__number">{index + 1}</Text>
          <Text className="steps__word">{step}</Text>
        </View>
      ))}
      {action && <View className="steps__action">{action}</View>}
    </View>
  );
}
