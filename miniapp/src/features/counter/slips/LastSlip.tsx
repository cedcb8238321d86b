import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { slipTexts } from '@/i18n/counterSlips';
import { formatInstant } from '@/lib/format';
import { Icon } from '@/ui/Icon';
import { Money } from '@/ui/Money';
import { Tap } from '@/ui/Tap';
import { useCounter } from '../context';
import { signedFen } from './SlipList';
import { useSlips } from './slips';
import './slips.scss';

/** One line above the amount: what was taken last, or that something is not known; opens the list. */
export function LastSlip() {
  const t = useTexts(slipTexts);
  const { place, openSheet } = useCounter();
  const slips = useSlips(place.storeId);
  const unknown = slips.filter(({ state }) => state === 'unknown').length;
  const [last] = slips;
  if (!last) return <View className="last-slip" />;
  return (
    <Tap
      className={`last-slip ${unknown > 0 ? 'last-slip--unknown' : ''}`}
      onTap={() => openSheet('slips')}
    >
      {unknown > 0 ? (
        <>
          <Icon name="warn" />
          <Text className="last-slip__who">{t.unknownCount(unknown)}</Text>
        </>
      ) : (
        <>
          <Text>{t.last}</Text>
          <Money fen={signedFen(last)} signed className="last-slip__sum" />
          <Text className="last-slip__who">
            {last.who} · {formatInstant(last.at)}
          </Text>
        </>
      )}
      <Icon name="forward" />
    </Tap>
  );
}
