import type { RechargeOffer } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { counterMemberTexts } from '@/i18n/counterMembers';
import { Choice } from '../Choice';

/** `¥500.00` is `500` where it is said as an offer. */
const roundYuan = (fen: number) => formatFen(fen).replace(/^¥|\.00$/g, '');

interface OffersProps {
  offers: readonly RechargeOffer[];
  amountFen: number;
  onPick: (payFen: number) => void;
}

/** Pay this, get that on top: the steps of the bonus in force. */
export function Offers({ offers, amountFen, onPick }: OffersProps) {
  const t = useTexts(counterMemberTexts);
  if (offers.length === 0) return null;
  return (
    <View className="recharge__part">
      <Text className="recharge__label">{t.offers}</Text>
      <View className="recharge__offers">
        {offers.map(({ payFen, bonusFen, bonusValidDays }) => (
          <Choice
            small
            key={payFen}
            title={t.offer(roundYuan(payFen), roundYuan(bonusFen))}
            note={t.offerDays(bonusValidDays)}
            selected={payFen === amountFen}
            onTap={() => onPick(payFen)}
          />
        ))}
      </View>
    </View>
  );
}
