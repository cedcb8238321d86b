import { Text } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { holdTexts } from '@/i18n/counterHolds';
import { Icon } from '@/ui/Icon';
import { Tap } from '@/ui/Tap';
import { useCounter } from '../context';
import { msLeft, SOON_MS, useDuration } from './left';
import { useOpenHolds } from './useOpenHolds';
import './holds.scss';

/** One line above the amount while anything is held at the store; opens the list. */
export function OpenHolds() {
  const t = useTexts(holdTexts);
  const { place, openSheet } = useCounter();
  const { data: holds = [], now } = useOpenHolds(place);
  const duration = useDuration();
  if (holds.length === 0) return null;
  const soonestMs = Math.min(...holds.map((hold) => msLeft(hold, now)));
  return (
    <Tap
      className={`open-holds ${soonestMs < SOON_MS ? 'open-holds--soon' : ''}`}
      onTap={() => openSheet('holds')}
    >
      <Icon name="clock" />
      <Text className="open-holds__word">
        {t.open(holds.length)} · {t.soonest(duration(soonestMs))}
      </Text>
      <Icon name="forward" />
    </Tap>
  );
}
