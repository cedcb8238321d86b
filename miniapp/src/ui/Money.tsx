import { formatFen, formatSignedFen, moneyParts } from '@merchant-coin/shared/kernel/money';
import { Text } from '@tarojs/components';
import { a11y } from '@/lib/a11y';
import './Money.scss';

interface MoneyProps {
  fen: number;
  /** A movement: plus or minus is always shown. */
  signed?: boolean;
  className?: string;
}

/** A sum: the sign of the currency and the fen smaller than the yuan. */
export function Money({ fen, signed = false, className = '' }: MoneyProps) {
  const parts = moneyParts(fen);
  const sign = signed && fen > 0 ? '+' : parts.sign;
  const spoken = signed ? formatSignedFen(fen) : formatFen(fen);
  return (
    <Text className={`money ${className}`} {...a11y({ label: spoken, role: 'img' })}>
      {sign}
      <Text className="money__yen">¥</Text>
      {parts.yuan}
      <Text className="money__fen">.{parts.fen}</Text>
    </Text>
  );
}
