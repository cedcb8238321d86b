import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { counterTexts } from '@/i18n/counter';
import { a11y } from '@/lib/a11y';
import { Tap } from '@/ui/Tap';
import type { AmountText } from '../amount';
import './Amount.scss';

const grouped = (yuan: string) => yuan.replace(/\B(?=(\d{3})+$)/g, ',');

/** A long sum is set smaller, so that it stays on one line. */
const sizeOf = ({ length }: AmountText) => (length > 9 ? 'small' : length > 6 ? 'middle' : 'large');

interface AmountProps {
  text: AmountText;
  disabled: boolean;
  onClear: () => void;
}

/** The sum as it is being typed: nothing is rounded or filled up before the clerk has done so. */
export function Amount({ text, disabled, onClear }: AmountProps) {
  const t = useTexts(counterTexts);
  const [yuan = '', fen] = text.split('.');
  return (
    <View className="amount">
      <View
        className={`amount__figure amount__figure--${sizeOf(text)} ${text ? '' : 'amount__figure--none'}`}
        {...a11y({ role: 'status', live: 'polite', label: `${t.amount} ¥${text || '0'}` })}
      >
        <Text className="amount__yen">¥</Text>
        <Text>{grouped(yuan) || '0'}</Text>
        {fen !== undefined && <Text className="amount__fen">.{fen}</Text>}
      </View>
      {text ? (
        <Tap className="amount__clear" disabled={disabled} onTap={onClear}>
          {t.clear}
        </Tap>
      ) : (
        <Text className="amount__hint">
          {t.typeAmount} · {t.typeAmountHint}
        </Text>
      )}
    </View>
  );
}
