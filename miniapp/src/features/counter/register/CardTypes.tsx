import type { CardType } from '@merchant-coin/shared';
import { validThroughOf } from '@merchant-coin/shared/cards/rules';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { counterMemberTexts } from '@/i18n/counterMembers';
import { formatDate, formatDiscount } from '@/lib/format';
import { Choice } from '../Choice';

interface CardTypesProps {
  types: readonly CardType[];
  joinedOn: string;
  selectedId: string | undefined;
  onPick: (id: string) => void;
}

/** The types to choose from, each with its discount and the day that its benefits would last to. */
export function CardTypes({ types, joinedOn, selectedId, onPick }: CardTypesProps) {
  const t = useTexts(counterMemberTexts);
  return (
    <View>
      <Text className="recharge__label">{t.cardType}</Text>
      <View className="choices">
        {types.map(({ id, name, termMonths, discountBp, priceFen }) => {
          const until = formatDate(validThroughOf(joinedOn, termMonths), { year: true });
          return (
            <Choice
              key={id}
              title={`${name} · ${formatDiscount(discountBp)}`}
              note={t.until(until)}
              value={priceFen > 0 ? t.price(formatFen(priceFen)) : t.free}
              selected={id === selectedId}
              onTap={() => onPick(id)}
            />
          );
        })}
      </View>
    </View>
  );
}
