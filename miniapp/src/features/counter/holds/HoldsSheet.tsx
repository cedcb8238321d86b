import type { Hold } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { holdTexts } from '@/i18n/counterHolds';
import { Icon } from '@/ui/Icon';
import { Money } from '@/ui/Money';
import { Notice } from '@/ui/Notice';
import { contentOf } from '@/ui/screenState';
import { Sheet } from '@/ui/Sheet';
import { Skeleton } from '@/ui/Skeleton';
import { StateView } from '@/ui/StateView';
import { Tap } from '@/ui/Tap';
import { useCounter } from '../context';
import { msLeft, SOON_MS, useDuration } from './left';
import { holderOf } from './holder';
import { useOpenHolds } from './useOpenHolds';
import '../slips/slips.scss';
import './holds.scss';

function HoldRow({ hold, now }: { hold: Hold; now: number }) {
  const t = useTexts(holdTexts);
  const { openSheet, go } = useCounter();
  const duration = useDuration();
  const leftMs = msLeft(hold, now);
  return (
    <View className={`slip-row ${leftMs < SOON_MS ? 'slip-row--unknown' : ''}`}>
      <Tap
        className="slip-row__main"
        onTap={() => {
          openSheet(null);
          go({ is: 'hold', hold });
        }}
      >
        <Icon name="clock" />
        <View className="slip-row__what">
          <Text className="slip-row__title">
            {holderOf(hold)}
            {hold.note ? ` · ${hold.note}` : ''}
          </Text>
          <Text className="slip-row__note">{t.left(duration(leftMs))}</Text>
        </View>
        <Money fen={hold.heldFen} className="slip-row__sum" />
        <Icon name="forward" />
      </Tap>
    </View>
  );
}

/** What is held at this store and waits to be charged or given back. */
export function HoldsSheet() {
  const t = useTexts(holdTexts);
  const { place, openSheet } = useCounter();
  const resource = useOpenHolds(place);
  const { data: holds = [], now } = resource;
  const state = contentOf(resource);
  const empty = {
    is: 'empty' as const,
    show: <Notice icon="clock" title={t.none} text={t.noneText} />,
  };
  return (
    <Sheet title={t.listTitle} onClose={() => openSheet(null)}>
      <StateView
        state={state.is === 'content' && holds.length === 0 ? empty : state}
        skeleton={<Skeleton rows={3} />}
      >
        <View className="slip-list">
          {holds.map((hold) => (
            <HoldRow key={hold.id} hold={hold} now={now} />
          ))}
        </View>
      </StateView>
    </Sheet>
  );
}
