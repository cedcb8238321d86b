import { useState } from 'react';
import { View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { galleryTexts } from '@/i18n/gallery';
import { Button } from '@/ui/Button';
import { Chips } from '@/ui/Chips';
import { KindFilter, type KindChoice } from '@/ui/KindFilter';
import { PayCodeTap } from '@/ui/PayCodeTap';
import { SavePicture } from '@/ui/SavePicture';
import { Segments } from '@/ui/Segments';
import { SwitchRow } from '@/ui/SwitchRow';
import { Tap } from '@/ui/Tap';
import { nothing, Show } from './Show';

const KINDS = ['primary', 'plain', 'quiet', 'danger'] as const;

function Buttons() {
  const t = useTexts(galleryTexts);
  return (
    <Show of="Button">
      {KINDS.map((kind) => (
        <View key={kind} className="gallery__stack">
          <Button kind={kind} onTap={nothing}>
            {t.press}
          </Button>
          <Button kind={kind} icon="scan" onTap={nothing}>
            {t.press}
          </Button>
          <Button kind={kind} disabled onTap={nothing}>
            {t.press}
          </Button>
          <Button kind={kind} busy onTap={nothing}>
            {t.busy}
          </Button>
          <View className="gallery__line">
            <Button small kind={kind} onTap={nothing}>
              {t.press}
            </Button>
            <Button small kind={kind} disabled onTap={nothing}>
              {t.press}
            </Button>
            <Button small kind={kind} busy onTap={nothing}>
              {t.busy}
            </Button>
          </View>
        </View>
      ))}
    </Show>
  );
}

/** What is pressed, and what is chosen by pressing. */
export function Press() {
  const t = useTexts(galleryTexts);
  const [picked, pick] = useState('one');
  const [kind, setKind] = useState<KindChoice>('all');
  const [isOn, turn] = useState(true);
  const options = [
    { value: 'one', word: t.one },
    { value: 'other', word: t.other },
  ];
  return (
    <>
      <Buttons />
      <Show of="Tap">
        <Tap className="gallery__tap" onTap={nothing}>
          {t.press}
        </Tap>
      </Show>
      <Show of="PayCodeTap">
        <PayCodeTap cardId={undefined} />
      </Show>
      <Show of="Segments">
        <Segments label={t.word} options={options} value={picked} onChange={pick} />
      </Show>
      <Show of="Chips">
        <Chips
          label={t.word}
          options={options}
          isPicked={(value) => value === picked}
          onPick={pick}
        />
      </Show>
      <Show of="KindFilter">
        <KindFilter kind={kind} onKind={setKind} />
      </Show>
      <Show of="SwitchRow">
        <View className="rows">
          <SwitchRow icon="bell" title={t.one} note={t.note} isOn={isOn} onChange={turn} />
          <SwitchRow title={t.other} isOn={!isOn} onChange={(on) => turn(!on)} />
          <SwitchRow title={t.other} isOn={false} disabled onChange={nothing} />
        </View>
      </Show>
      <Show of="SavePicture">
        <SavePicture picture={undefined} fileName="sample.png" />
      </Show>
    </>
  );
}
