import { View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { galleryTexts } from '@/i18n/gallery';
import { CardActs } from '@/ui/CardActs';
import { LatestEntries } from '@/ui/LatestEntries';
import { MemberCard } from '@/ui/MemberCard';
import { NextEnding } from '@/ui/NextEnding';
import { type CardState, sampleCard, sampleEntry, sampleError, sampleLots } from './samples';
import { nothing, Show } from './Show';

const STATES: readonly CardState[] = [
  ...(['usual', 'bright', 'ending', 'paused', 'frozen', 'long', 'empty'] as const),
];
const never = () => Promise.resolve();
const CALM = { busy: false, slow: false, error: undefined };
const AGED = { at: 0, ...CALM, reload: never, refresh: never };

function Entries() {
  const items = [sampleEntry('redeem'), sampleEntry('recharge')];
  const some = { ...AGED, data: { items, nextCursor: 'more' } };
  const none = { ...AGED, data: { items: [], nextCursor: null } };
  const unknown = { ...AGED, data: undefined };
  const failed = { ...unknown, error: sampleError('networkFailed') };
  return (
    <Show of="LatestEntries">
      {[some, none, unknown, failed].map((latest, index) => (
        <LatestEntries key={index} cardId="crd_sample" latest={latest} onOpen={nothing} />
      ))}
    </Show>
  );
}

/** The one strong object, in all that can befall it. */
export function Cards() {
  const t = useTexts(galleryTexts);
  return (
    <>
      <Show of="MemberCard">
        {STATES.map((state) => (
          <View key={state}>
            <View className="gallery__word">{t.cards[state]}</View>
            <MemberCard card={sampleCard(state)} />
          </View>
        ))}
      </Show>
      <Show of="NextEnding">
        <NextEnding lots={sampleLots(12)} />
        <NextEnding lots={sampleLots(120)} />
      </Show>
      <Show of="CardActs">
        <CardActs card={sampleCard()} />
        <CardActs card={sampleCard('empty')} />
      </Show>
      <Entries />
    </>
  );
}
