import { View } from '@tarojs/components';
import { a11y } from '@/lib/a11y';
import { Tap } from './Tap';
import './Segments.scss';

interface SegmentsProps<V extends string> {
  label: string;
  options: readonly { value: V; word: string }[];
  value: V;
  onChange: (value: V) => void;
}

/** One of a few, all in sight. */
export function Segments<V extends string>({ label, options, value, onChange }: SegmentsProps<V>) {
  return (
    <View className="segments" {...a11y({ role: 'group', label })}>
      {options.map((option) => (
        <Tap
          key={option.value}
          className={`segments__one ${option.value === value ? 'segments__one--current' : ''}`}
          selected={option.value === value}
          onTap={() => onChange(option.value)}
        >
          {option.word}
        </Tap>
      ))}
    </View>
  );
}
