import { Text, View } from '@tarojs/components';
import { a11y } from '@/lib/a11y';
import { Tap } from '@/ui/Tap';
import './Picks.scss';

interface PicksProps {
  label: string;
  words: readonly string[];
  picked: string | null;
  onPick: (word: string) => void;
}

/** The usual answers, one tap each. */
export function Picks({ label, words, picked, onPick }: PicksProps) {
  return (
    <View {...a11y({ role: 'group', label })}>
      <Text className="picks__label" {...a11y({ hidden: true })}>
        {label}
      </Text>
      <View className="picks">
        {words.map((word) => (
          <Tap
            key={word}
            className={`picks__one ${word === picked ? 'picks__one--picked' : ''}`}
            selected={word === picked}
            onTap={() => onPick(word)}
          >
            {word}
          </Tap>
        ))}
      </View>
    </View>
  );
}
