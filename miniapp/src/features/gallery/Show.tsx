import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { a11y } from '@/lib/a11y';

interface ShowProps {
  /** The component's own name. */
  of: string;
  children: ReactNode;
}

/** One component with its states, one below the other. */
export function Show({ of, children }: ShowProps) {
  return (
    <View className="gallery__show">
      <Text className="gallery__name" {...a11y({ role: 'heading' })}>
        {of}
      </Text>
      <View className="gallery__states">{children}</View>
    </View>
  );
}

/** For what is pressed only to see how it looks. */
export const nothing = (): void => undefined;
