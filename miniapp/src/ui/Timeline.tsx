import { Text, View } from '@tarojs/components';
import './Timeline.scss';

export interface TimelineStep {
  title: string;
  /** When, where, by whom. */
  note?: string;
  /** What somebody wrote. */
  text?: string | null;
  /** It has not happened yet. */
  toCome?: boolean;
}

/** What happened one after the other, and what is still to come. */
export function Timeline({ steps }: { steps: readonly TimelineStep[] }) {
  return (
    <View className="timeline">
      {steps.map(({ title, note, text, toCome }, index) => (
        <View key={index} className={`timeline__step ${toCome ? 'timeline__step--to-come' : ''}`}>
          <View className="timeline__dot" />
          <View className="timeline__main">
            <Text className="timeline__title">{title}</Text>
            {note && <Text className="timeline__note">{note}</Text>}
            {text && <Text className="timeline__text">{text}</Text>}
          </View>
        </View>
      ))}
    </View>
  );
}
