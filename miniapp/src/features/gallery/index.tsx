import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { galleryTexts } from '@/i18n/gallery';
import { Chips } from '@/ui/Chips';
import { Screen } from '@/ui/Screen';
import { Cards } from './Cards';
import { Fields } from './Fields';
import { ListsAndStories } from './Lists';
import { Look } from './Look';
import { Press } from './Press';
import { Sheets } from './Sheets';
import { States } from './States';
import './index.scss';

const PARTS = {
  look: Look,
  press: Press,
  fields: Fields,
  rows: ListsAndStories,
  states: States,
  card: Cards,
  sheets: Sheets,
};
type Part = keyof typeof PARTS;
const NAMES = Object.keys(PARTS) as Part[];

/** Every component of ui/ in every state, for those who build the app: in development builds only. */
export default function GalleryPage() {
  const t = useTexts(galleryTexts);
  const asked = useRouter().params['part'];
  const [part, setPart] = useState(NAMES.find((name) => name === asked) ?? 'look');
  const Shown = PARTS[part];
  return (
    <Screen guest title={t.title}>
      <Chips
        label={t.title}
        options={NAMES.map((value) => ({ value, word: t.parts[value] }))}
        isPicked={(value) => value === part}
        onPick={setPart}
      />
      <View className="gallery" key={part}>
        <Shown />
      </View>
    </Screen>
  );
}
