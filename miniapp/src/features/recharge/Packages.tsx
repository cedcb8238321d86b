import type { RechargeOffer } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { rechargeTexts } from '@/i18n/recharge';
import { Icon } from '@/ui/Icon';
import { Tap } from '@/ui/Tap';

/** `¥500.00` is `¥500` where it is offered. */
const roundYuan = (fen: number) => formatFen(fen).replace(/\.00$/, '');

interface PackagesProps {
  offers: readonly RechargeOffer[];
  amountFen: number;
  /** Larger ones cannot be paid. */
  roomFen: number;
  onPick: (payFen: number) => void;
}

/** Pay this, get that on top: one tap each. */
export function Packages({ offers, amountFen, roomFen, onPick }: PackagesProps) {
  const t = useTexts(rechargeTexts);
  if (offers.length === 0) return null;
  return (
    <View className="recharge__part">
      <Text className="recharge__label">{t.packages}</Text>
      <View className="recharge__packages">
        {offers.map(({ payFen, bonusFen }) => {
          const selected = payFen === amountFen;
          return (
            <Tap
              key={payFen}
              className={`recharge__package ${selected ? 'recharge__package--selected' : ''}`}
              selected={selected}
              disabled={payFen > roomFen}
              onTap={() => onPick(payFen)}
            >
              <Text className="recharge__package-pay">{roundYuan(payFen)}</Text>
              {bonusFen > 0 && (
                <Text className="recharge__package-gives">{t.gives(roundYuan(bonusFen))}</Text>
              )}
              {selected && (
                <View className="recharge__package-mark">
                  <Icon name="check" />
                </View>
              )}
            </Tap>
          );
        })}
      </View>
    </View>
  );
}
