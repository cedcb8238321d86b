import { View } from '@tarojs/components';
import type { ReactNode } from 'react';
import './Panel.scss';

interface PanelProps {
  children: ReactNode;
  /** What is to be pressed, in reach of the thumb. */
  foot?: ReactNode;
  /** A single figure stands in the middle. */
  centred?: boolean;
}

/** One step of the clerk's work: what is to be read above, what is to be pressed below. */
export function Panel({ children, foot, centred = false }: PanelProps) {
  return (
    <View className="panel">
      <View className={`panel__body ${centred ? 'panel__body--centred' : ''}`}>{children}</View>
      {foot && <View className="panel__foot">{foot}</View>}
    </View>
  );
}
