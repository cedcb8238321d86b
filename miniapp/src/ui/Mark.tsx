import type { MerchantFace } from '@merchant-coin/shared';
import { Text } from '@tarojs/components';
import { a11y } from '@/lib/a11y';
import { paintOf } from '@/lib/colour';
import './Mark.scss';

/** The one or two characters that stand for a merchant, on its colour. */
export function Mark({ merchant }: { merchant: Pick<MerchantFace, 'mark' | 'colour'> }) {
  const paint = paintOf(merchant.colour);
  return (
    <Text
      className="mark"
      style={{ background: paint.ground, color: paint.text }}
      {...a11y({ hidden: true })}
    >
      {merchant.mark}
    </Text>
  );
}
