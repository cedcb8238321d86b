import { View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { commonTexts } from '@/i18n/common';
import { counterTexts } from '@/i18n/counter';
import { load, save } from '@/lib/storage';
import { Icon } from '@/ui/Icon';
import { Tap } from '@/ui/Tap';
import './FirstTime.scss';

const KEY = 'counterKnown';

/** How one begins, until it is put away; then it never returns on this device. */
export function FirstTime() {
  const t = useTexts(counterTexts);
  const common = useTexts(commonTexts);
  const [isKnown, setKnown] = useState(() => load<boolean>(KEY) === true);
  if (isKnown) return <View className="till-line" />;
  const putAway = () => {
    save(KEY, true);
    setKnown(true);
  };
  return (
    <View className="first-time">
      <View className="first-time__lines">
        {t.firstTime.map((line) => (
          <View key={line}>{line}</View>
        ))}
      </View>
      <Tap className="first-time__close" label={common.close} onTap={putAway}>
        <Icon name="close" />
      </Tap>
    </View>
  );
}
