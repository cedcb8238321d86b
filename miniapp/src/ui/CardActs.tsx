import type { CardFace } from '@merchant-coin/shared';
import { View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { cardFaceTexts } from '@/i18n/cardFace';
import { open } from '@/lib/nav';
import { Button } from './Button';
import './CardActs.scss';

/** The two things that one does with a card: pay, and put more on it. None while it is frozen. */
export function CardActs({ card }: { card: Pick<CardFace, 'id' | 'status'> }) {
  const t = useTexts(cardFaceTexts);
  if (card.status !== 'active') return null;
  const { id: cardId } = card;
  return (
    <View className="card-acts">
      <Button icon="pay" onTap={() => open('payCode', { cardId })}>
        {t.pay}
      </Button>
      <Button kind="plain" onTap={() => open('recharge', { cardId })}>
        {t.recharge}
      </Button>
    </View>
  );
}
