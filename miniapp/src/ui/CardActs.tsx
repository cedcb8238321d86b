import type { CardFace } from '@merchant-coin/shared';
import { View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { cardFaceTexts } from '@/i18n/cardFace';
import { open } from '@/lib/nav';
import { Button } from './Button';
import './CardActs.scss';

/**
 * The two things that one does with a card: pay, and put more on it. Whichever is of use now stands out; none
 * while it is frozen.
 */
export function CardActs({ card }: { card: Pick<CardFace, 'id' | 'status' | 'balance'> }) {
  const t = useTexts(cardFaceTexts);
  if (card.status !== 'active') return null;
  const { id: cardId } = card;
  const isEmpty = card.balance.spendableFen === 0;
  return (
    <View className="card-acts">
      <Button
        kind={isEmpty ? 'plain' : 'primary'}
        icon="pay"
        onTap={() => open('payCode', { cardId })}
      >
        {t.pay}
      </Button>
      <Button kind={isEmpty ? 'primary' : 'plain'} onTap={() => open('recharge', { cardId })}>
        {t.recharge}
      </Button>
    </View>
  );
}
