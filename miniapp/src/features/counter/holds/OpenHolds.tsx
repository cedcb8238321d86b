import { Text } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { holdTexts } from '@/i18n/counterHolds';
import { Icon } from '@/ui/Icon';
import { useCounter } from '../context';
import { TillLine } from '../TillLine';
import { msLeft, SOON_MS, useDuration } from './left';
import { useOpenHolds } from './useOpenHolds';

/** One line above the amount while anything is held at the store; opens the list. */
export function OpenHolds() {
  const t = useTexts(holdTexts);
  const { place, openSheet } = useCounter();
  const { data: holds = [], now } = useOpenHolds(place);
  const duration = useDuration();
  if (holds.length === 0) return null;
  const soonestMs = Math.min(...holds.map((hold) => msLeft(hold, now)));
  return (
    <TillLine tone={soonestMs < SOON_MS ? 'warn' : 'plain'} onTap={() => openSheet('holds')}>
      <Icon name="clock" />
      <Text className="till-line__word">
        {t.open(holds.length)} · {t.soonest(duration(soonestMs))}
      </Text>
    </TillLine>
  );
}
