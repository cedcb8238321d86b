import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { slipTexts } from '@/i18n/counterSlips';
import { formatInstant } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { Money } from '@/ui/Money';
import { useCounter } from '../context';
import { TillLine } from '../TillLine';
import { FirstTime } from '../till/FirstTime';
import { mayReverse } from './mayReverse';
import { signedFen } from './SlipList';
import { type Slip, useSlips } from './slips';
import './slips.scss';

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

/**
 * One line above the amount: what was taken last, with undo while that is allowed, or that something is not
 * known; opens the list. Before the first customer it says how one begins.
 */
export function LastSlip() {
  const t = useTexts(slipTexts);
  const { place, post, userId, openSheet, reverse } = useCounter();
  const slips = useSlips(place.storeId);
  const unknown = slips.filter(({ state }) => state === 'unknown').length;
  const [last] = slips;
  if (!last) return <FirstTime />;
  const mayUndo = unknown === 0 && mayReverse(last, { role: post.role, userId }, Date.now());
  return (
    <View className="last-slip">
      <TillLine tone={unknown > 0 ? 'warn' : 'quiet'} onTap={() => openSheet('slips')}>
        {unknown > 0 ? <Unknown count={unknown} /> : <Last slip={last} />}
      </TillLine>
      {mayUndo && (
        <Button kind="plain" small icon="undo" onTap={() => reverse(last.key)}>
          {t.undo}
        </Button>
      )}
    </View>
  );
}
