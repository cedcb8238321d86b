import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { slipTexts } from '@/i18n/counterSlips';
import { formatInstant } from '@/lib/format';
import { Icon } from '@/ui/Icon';
import { Money } from '@/ui/Money';
import { useCounter } from '../context';
import { TillLine } from '../TillLine';
import { signedFen } from './SlipList';
import { type Slip, useSlips } from './slips';

function Unknown({ count }: { count: number }) {
  const t = useTexts(slipTexts);
  return (
    <>
      <Icon name="warn" />
      <Text className="till-line__word">{t.unknownCount(count)}</Text>
    </>
  );
}

function Last({ slip }: { slip: Slip }) {
  const t = useTexts(slipTexts);
  return (
    <>
      <Text>{t.last}</Text>
      <Money fen={signedFen(slip)} signed className="till-line__sum" />
      <Text className="till-line__word">
        {slip.who} · {formatInstant(slip.at)}
      </Text>
    </>
  );
}

/** One line above the amount: what was taken last, or that something is not known; opens the list. */
export function LastSlip() {
  const { place, openSheet } = useCounter();
  const slips = useSlips(place.storeId);
  const unknown = slips.filter(({ state }) => state === 'unknown').length;
  const [last] = slips;
  return (
    <View className="last-slip">
      {last ? (
        <TillLine tone={unknown > 0 ? 'warn' : 'quiet'} onTap={() => openSheet('slips')}>
          {unknown > 0 ? <Unknown count={unknown} /> : <Last slip={last} />}
        </TillLine>
      ) : (
        <View className="till-line" />
      )}
    </View>
  );
}
