import { FULL_PRICE_BP, formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { chargeTexts } from '@/i18n/counterCharge';
import { formatDiscount } from '@/lib/format';
import { Icon, type IconName } from '@/ui/Icon';
import { Money } from '@/ui/Money';
import { Row, Rows } from '@/ui/Rows';
import type { Preview } from './usePreview';
import './Confirm.scss';

/** What is to be taken, and what it saves. */
export function Price({ preview }: { preview: Preview }) {
  const t = useTexts(chargeTexts);
  const { priceFen, listFen, discountBp } = preview;
  return (
    <View className="confirm__price">
      <Text className="confirm__word">{t.toTake}</Text>
      <Money fen={priceFen} className="confirm__sum" />
      {discountBp < FULL_PRICE_BP && (
        <Text className="confirm__list">
          {t.listPrice(formatFen(listFen))} · {formatDiscount(discountBp)} ·{' '}
          {t.saves(formatFen(listFen - priceFen))}
        </Text>
      )}
    </View>
  );
}

/** Out of what the price would be taken, and what is left. */
export function Funds({ preview }: { preview: Preview }) {
  const t = useTexts(chargeTexts);
  const { card, balance, priceFen, fromPrincipalFen, fromBonusFen } = preview;
  const leftFen = balance.spendableFen - priceFen;
  const isTaken = leftFen >= 0 && card.status === 'active';
  const parts = [
    ...(fromBonusFen > 0 ? [t.fromBonus(formatFen(fromBonusFen))] : []),
    ...(fromPrincipalFen > 0 ? [t.fromPrincipal(formatFen(fromPrincipalFen))] : []),
  ];
  return (
    <Rows>
      {isTaken && <Row title={t.from} value={parts.join(' + ')} />}
      <Row
        title={isTaken ? t.balanceChange : t.balance}
        value={
          <>
            <Money fen={balance.spendableFen} />
            {isTaken && (
              <>
                {' → '}
                <Money fen={leftFen} className="confirm__left" />
              </>
            )}
          </>
        }
      />
    </Rows>
  );
}

interface RemarkProps {
  icon: IconName;
  title: string;
  text?: string;
  bad?: boolean;
  good?: boolean;
}

/** What the clerk should know before taking it. */
export function Remark({ icon, title, text, bad = false, good = false }: RemarkProps) {
  const look = bad ? 'confirm__remark--bad' : good ? 'confirm__remark--good' : '';
  return (
    <View className={`confirm__remark ${look}`}>
      <Icon name={icon} />
      <View>
        <Text className="confirm__remark-title">{title}</Text>
        {text && <Text className="confirm__remark-text">{text}</Text>}
      </View>
    </View>
  );
}
