import type { CardFace } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { payCodeTexts } from '@/i18n/payCode';
import { Mark } from '@/ui/Mark';
import { Money } from '@/ui/Money';
import { Sheet } from '@/ui/Sheet';
import { Tap } from '@/ui/Tap';

interface SwitchCardProps {
  cards: readonly CardFace[];
  onChoose: (cardId: string) => void;
  onClose: () => void;
}

/** Which card to pay with. */
export function SwitchCard({ cards, onChoose, onClose }: SwitchCardProps) {
  const t = useTexts(payCodeTexts);
  return (
    <Sheet title={t.chooseCard} onClose={onClose}>
      {cards.map((card) => (
        <Tap key={card.id} className="pay-code__choice" onTap={() => onChoose(card.id)}>
          <Mark merchant={card.merchant} />
          <View className="pay-code__choice-name">
            <Text>{card.merchant.name}</Text>
          </View>
          <Money fen={card.balance.spendableFen} />
        </Tap>
      ))}
    </Sheet>
  );
}
