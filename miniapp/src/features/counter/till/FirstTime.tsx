import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { counterTexts } from '@/i18n/counter';
import { load, save } from '@/lib/storage';
import { Icon } from '@/ui/Icon';
import { Tap } from '@/ui/Tap';
import './FirstTime.scss';

const KEY = 'counterKnown';

/**
 * How one begins, a line at a time so that the keypad stays where it is; read to the end, it never returns on
 * this device.
 */
export function FirstTime() {
  const t = useTexts(counterTexts);
  const [isKnown, setKnown] = useState(() => load<boolean>(KEY) === true);
  const [at, setAt] = useState(0);
  if (isKnown) return <View className="till-line" />;
  const isLast = at === t.firstTime.length - 1;
  const goOn = () => {
    setAt(at + 1);
    if (!isLast) return;
    save(KEY, true);
    setKnown(true);
  };
  return (
    <Tap className="first-time" onTap={goOn}>
      <Text className="first-time__line">{t.firstTime[at]}</Text>
      <Icon name={isLast ? 'check' : 'forward'} className="first-time__on" />
    </Tap>
  );
}
