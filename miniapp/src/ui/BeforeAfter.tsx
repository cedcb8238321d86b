import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { a11y } from '@/lib/a11y';
import { Icon } from './Icon';
import './BeforeAfter.scss';

interface Side {
  word: string;
  figure: string;
}

interface BeforeAfterProps {
  /** What is changed, where there are several. */
  heading?: string;
  before: Side;
  after: Side;
  /** What else the change means. */
  children?: ReactNode;
}

function Figure({ word, figure }: Side) {
  return (
    <View className="before-after__side">
      <Text className="before-after__word">{word}</Text>
      <Text className="before-after__figure">{figure}</Text>
    </View>
  );
}

/** A figure as it is and as it will be, before anything is sent. */
export function BeforeAfter({ heading, before, after, children }: BeforeAfterProps) {
  return (
    <View className="before-after" {...a11y({ live: 'polite' })}>
      {heading && <Text className="before-after__heading">{heading}</Text>}
      <View className="before-after__sides">
        <Figure {...before} />
        <Icon name="forward" className="before-after__arrow" />
        <Figure {...after} />
      </View>
      {children}
    </View>
  );
}
