import type { CardEntry } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { payCodeTexts } from '@/i18n/payCode';
import { a11y } from '@/lib/a11y';
import { formatInstant, formatPointsChange } from '@/lib/format';
import { Icon } from '@/ui/Icon';
import { Money } from '@/ui/Money';
import { Row, Rows } from '@/ui/Rows';

type Word = 'held' | 'givenBack' | 'received' | 'paid';

function wordOf({ type, paidFen }: CardEntry): Word {
  if (type === 'hold') return 'held';
  if (type === 'reverse') return 'givenBack';
  return paidFen === null ? 'received' : 'paid';
}

/** What the code page turns into: it is done, how much, where, what was saved, what is left. */
export function Receipt({ entry }: { entry: CardEntry }) {
  const t = useTexts(payCodeTexts);
  // What a hold sets aside, and what is taken out of it later, is in its price, not in the change.
  const { paidFen, listFen } = entry;
  const sumFen = paidFen ?? Math.abs(entry.changeFen);
  const savedFen = paidFen !== null && listFen !== null ? listFen - paidFen : 0;
  return (
    <View className="receipt" {...a11y({ role: 'status', live: 'assertive' })}>
      <View className="receipt__head">
        <View className="receipt__tick">
          <Icon name="check" className="receipt__tick-icon" />
        </View>
        <Text className="receipt__word">{t[wordOf(entry)]}</Text>
        <Money fen={sumFen} className="receipt__sum" />
      </View>
      <Rows>
        {entry.storeName && <Row title={t.store} value={entry.storeName} />}
        {savedFen > 0 && <Row title={t.saved} value={<Money fen={savedFen} />} />}
        {entry.pointsChange !== 0 && (
          <Row title={t.points} value={formatPointsChange(entry.pointsChange)} />
        )}
        <Row
          title={t.balanceNow}
          value={<Money fen={entry.spendableAfterFen} className="receipt__balance" />}
        />
        <Row title={t.time} value={formatInstant(entry.at)} />
      </Rows>
    </View>
  );
}
