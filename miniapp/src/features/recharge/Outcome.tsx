import type { RechargeOrder } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { rechargeResultTexts } from '@/i18n/rechargeResult';
import { a11y } from '@/lib/a11y';
import { formatInstant } from '@/lib/format';
import { Icon, type IconName } from '@/ui/Icon';
import { Money } from '@/ui/Money';
import type { Standing } from './standing';

const ICONS: Record<Standing, IconName | null> = {
  // A turning ring: something is on its way.
  confirming: null,
  crediting: null,
  slow: 'clock',
  credited: 'check',
  notPaid: 'info',
  closed: 'close',
  refunding: 'undo',
  refunded: 'undo',
};

function Mark({ standing }: { standing: Standing }) {
  const icon = ICONS[standing];
  const good = standing === 'credited' ? 'recharge-outcome__mark--good' : '';
  if (!icon) return <View className="recharge-outcome__ring" {...a11y({ hidden: true })} />;
  return (
    <View className={`recharge-outcome__mark ${good}`}>
      <Icon name={icon} className="recharge-outcome__icon" />
    </View>
  );
}

interface OutcomeProps {
  standing: Standing;
  order: RechargeOrder | null;
  isOffline: boolean;
}

/** What became of the order, told by picture, word and sum. */
export function Outcome({ standing, order, isOffline }: OutcomeProps) {
  const t = useTexts(rechargeResultTexts);
  const { title, text } = t.standings[standing];
  const until = order && standing === 'notPaid' ? t.payUntil(formatInstant(order.expiresAt)) : '';
  const gotFen = order ? order.amountFen + order.bonusFen : 0;
  return (
    <View className="recharge-outcome" {...a11y({ role: 'status', live: 'assertive' })}>
      <Mark standing={standing} />
      <Text className="recharge-outcome__title">{title}</Text>
      {order &&
        (standing === 'credited' ? (
          <Money
            fen={gotFen}
            signed
            className="recharge-outcome__sum recharge-outcome__sum--good"
          />
        ) : (
          <Money fen={order.amountFen} className="recharge-outcome__sum" />
        ))}
      <Text className="recharge-outcome__text">{isOffline ? t.offline : (text ?? until)}</Text>
    </View>
  );
}
