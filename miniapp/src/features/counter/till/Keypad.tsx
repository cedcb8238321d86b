import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { counterTexts } from '@/i18n/counter';
import { Icon } from '@/ui/Icon';
import { Tap } from '@/ui/Tap';
import type { AmountKey } from '../amount';
import './Keypad.scss';

const KEYS: readonly AmountKey[] = [
  ...(['1', '2', '3', '4', '5', '6', '7', '8', '9'] as const),
  '.',
  '0',
  'back',
];

interface KeypadProps {
  onKey: (key: AmountKey) => void;
  disabled?: boolean;
}

/** Twelve keys for one thumb; no keyboard comes up. */
export function Keypad({ onKey, disabled = false }: KeypadProps) {
  const t = useTexts(counterTexts);
  return (
    <View className="keypad">
      {KEYS.map((key) => (
        <Tap
          key={key}
          className="keypad__key"
          disabled={disabled}
          onTap={() => onKey(key)}
          {...(key === 'back' || key === '.' ? { label: t.keys[key] } : {})}
        >
          {key === 'back' ? <Icon name="backspace" /> : <Text>{key}</Text>}
        </Tap>
      ))}
    </View>
  );
}
