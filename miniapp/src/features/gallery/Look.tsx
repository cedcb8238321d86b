import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { galleryTexts } from '@/i18n/gallery';
import { Badge } from '@/ui/Badge';
import { Icon, ICON_NAMES } from '@/ui/Icon';
import { Mark } from '@/ui/Mark';
import { Money } from '@/ui/Money';
import { Picture } from '@/ui/Picture';
import { Ring } from '@/ui/Ring';
import { sampleFace } from './samples';
import { Show } from './Show';

const GROUNDS = ['ground', 'surface', 'surface-2', 'brand', 'brand-soft', 'warn-soft', 'bad-soft'];
const INKS = ['ink', 'ink-2', 'brand', 'good', 'warn', 'bad'];
const PICTURE = `data:image/svg+xml,${encodeURIComponent(
  '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 4 3"><path d="M0 3L2 0L4 3z"/></svg>',
)}`;
const TYPE = ['display', 'figure', 'title', 'head', 'body', 'small'];

function Tokens() {
  const t = useTexts(galleryTexts);
  return (
    <Show of="tokens">
      <View className="gallery__line">
        {GROUNDS.map((name) => (
          <View key={name} className="gallery__ground" style={{ background: `var(--${name})` }} />
        ))}
      </View>
      <View className="gallery__line">
        {INKS.map((name) => (
          <Text key={name} style={{ color: `var(--${name})` }}>
            {t.word}
          </Text>
        ))}
      </View>
      {TYPE.map((name) => (
        <Text key={name} className={`gallery__type gallery__type--${name}`}>
          {t.word} 128.50
        </Text>
      ))}
    </Show>
  );
}

/** Colours, type, pictures and figures. */
export function Look() {
  const t = useTexts(galleryTexts);
  return (
    <>
      <Tokens />
      <Show of="Icon">
        <View className="gallery__line">
          {ICON_NAMES.map((name) => (
            <Icon key={name} name={name} />
          ))}
        </View>
      </Show>
      <Show of="Mark">
        <View className="gallery__line">
          <Mark merchant={sampleFace()} />
          <Mark merchant={sampleFace(true)} />
        </View>
      </Show>
      <Show of="Picture">
        <Picture className="gallery__picture" src={PICTURE} label={t.word} />
      </Show>
      <Show of="Money">
        <View className="gallery__line">
          <Money fen={2_640} />
          <Money fen={123_456_789} />
          <Money fen={-2_640} signed />
          <Money fen={2_640} signed />
          <Money fen={0} />
        </View>
      </Show>
      <Show of="Badge">
        <View className="gallery__line">
          <Badge count={0} />
          <Badge count={1} />
          <Badge count={12} />
          <Badge count={120} />
        </View>
      </Show>
      <Show of="Ring">
        <View className="gallery__line">
          <Ring seconds={30} of={30} />
          <Ring seconds={11} of={30} />
          <Ring seconds={0} of={30} />
        </View>
      </Show>
    </>
  );
}
