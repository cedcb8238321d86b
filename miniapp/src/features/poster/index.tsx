import type { Card } from '@merchant-coin/shared';
import { Canvas, Text } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { useTexts } from '@/i18n';
import { pictureTexts } from '@/i18n/pictures';
import { useMyCard } from '@/lib/cards';
import { call } from '@/lib/client';
import { paintOf } from '@/lib/colour';
import { callForPicture } from '@/lib/picture';
import { IS_WEAPP } from '@/lib/platform';
import { useResource } from '@/lib/resource';
import { Picture } from '@/ui/Picture';
import { SavePicture } from '@/ui/SavePicture';
import { Screen } from '@/ui/Screen';
import { contentOf } from '@/ui/screenState';
import { CANVAS_ID, makePoster } from './canvas';
import { cssColour } from './cssColour';
import './index.scss';

interface Facts {
  code: string;
  offer: string;
}

/** What the poster shows beside the card's own face. */
async function askForFacts({ id: cardId, merchantId }: Card): Promise<Facts> {
  const [code, { offer }] = await Promise.all([
    callForPicture('cards.getMyAppCode', { cardId }),
    call('merchants.getMerchant', { merchantId }),
  ]);
  return { code, offer };
}

type Drawn = { is: 'drawing' } | { is: 'drawn'; picture: string } | { is: 'failed' };

function usePoster({ merchant }: Card, facts: Facts | undefined): Drawn {
  const { posterScan: scan } = useTexts(pictureTexts);
  const [drawn, setDrawn] = useState<Drawn>({ is: 'drawing' });
  const { name, mark, colour } = merchant;
  useEffect(() => {
    if (!facts) return;
    const { ground, text } = paintOf(colour);
    const paint = { ground: cssColour(ground), ink: cssColour(text) };
    makePoster(facts.code, { name, mark, offer: facts.offer, scan, ...paint }).then(
      (picture) => setDrawn({ is: 'drawn', picture }),
      () => setDrawn({ is: 'failed' }),
    );
  }, [facts, name, mark, colour, scan]);
  return drawn;
}

function Poster({ card }: { card: Card }) {
  const t = useTexts(pictureTexts);
  const resource = useResource(`poster.${card.id}`, () => askForFacts(card), { keep: true });
  const drawn = usePoster(card, resource.data);
  const picture = drawn.is === 'drawn' ? drawn.picture : undefined;
  return (
    <Screen
      title={t.posterTitle}
      payCode={card.id}
      state={contentOf(resource)}
      action={<SavePicture picture={picture} fileName={`invite-${card.id}`} />}
    >
      <Text className="poster__text">{drawn.is === 'failed' ? t.notDrawn : t.posterText}</Text>
      {picture && (
        <Picture
          className="poster__picture"
          mode="aspectFit"
          src={picture}
          label={t.posterOf(card.merchant.name)}
        />
      )}
      {IS_WEAPP && <Canvas className="poster__canvas" type="2d" id={CANVAS_ID} />}
    </Screen>
  );
}

/** A poster to invite friends with: drawn on the phone, saved to the album. */
export default function PosterPage() {
  const t = useTexts(pictureTexts);
  const { cardId = '' } = useRouter().params;
  const resource = useMyCard(cardId);
  if (resource.data) return <Poster card={resource.data} />;
  return <Screen title={t.posterTitle} state={contentOf(resource)} />;
}
