import type { CardEntry } from '@merchant-coin/shared';
import { formatFen, formatSignedFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { cardTexts } from '@/i18n/card';
import { formatDiscount, formatInstant, formatPointsChange } from '@/lib/format';
import { Money } from '@/ui/Money';
import { Row, Rows } from '@/ui/Rows';
import { Sheet } from '@/ui/Sheet';
import { useEntryWord } from '@/ui/EntryRow';
import { RefundLook } from './RefundLook';

type Fact = [label: string, value: string];

function useFacts(entry: CardEntry): Fact[] {
  const t = useTexts(cardTexts);
  const facts: Fact[] = [[t.time, formatInstant(entry.at)]];
  if (entry.storeName) facts.push([t.store, entry.storeName]);
  // An entry that was kept on the device before there were PINs says nothing of them.
  if (entry.byPin) facts.push([t.how, t.byPin]);
  if (entry.listFen !== null) facts.push([t.listPrice, formatFen(entry.listFen)]);
  if (entry.discountBp !== null) facts.push([t.discount, formatDiscount(entry.discountBp)]);
  if (entry.type === 'capture' && entry.paidFen !== null) {
    facts.push([t.paid, formatFen(entry.paidFen)]);
  }
  if (entry.refundFen !== null && entry.type === 'hold') {
    facts.push([t.refundAgreed, formatFen(entry.refundFen)]);
  }
  if (entry.principalChangeFen !== 0) {
    facts.push([t.fromPrincipal, formatSignedFen(entry.principalChangeFen)]);
  }
  if (entry.bonusChangeFen !== 0) {
    facts.push([t.fromBonus, formatSignedFen(entry.bonusChangeFen)]);
  }
  if (entry.pointsChange !== 0) {
    facts.push([t.pointsChange, formatPointsChange(entry.pointsChange)]);
  }
  facts.push([t.serialNumber, String(entry.seq)], [t.entryId, entry.id]);
  return facts;
}

interface EntrySheetProps {
  cardId: string;
  entry: CardEntry;
  onClose: () => void;
}

/** One entry with everything it says. */
export function EntrySheet({ cardId, entry, onClose }: EntrySheetProps) {
  const t = useTexts(cardTexts);
  const facts = useFacts(entry);
  const word = useEntryWord(entry);
  const refundedFen = entry.type === 'refund' ? entry.refundFen : null;
  return (
    <Sheet title={word} onClose={onClose}>
      <View className="card-page__sum">
        {refundedFen === null ? (
          <Money fen={entry.changeFen} signed />
        ) : (
          <Money fen={refundedFen} />
        )}
        <Text className="card-page__sum-after">
          {t.balanceAfter(formatFen(entry.spendableAfterFen))}
        </Text>
      </View>
      <Rows>
        {facts.map(([label, value]) => (
          <Row
            key={label}
            title={<Text className="card-page__label">{label}</Text>}
            value={<Text className="card-page__code">{value}</Text>}
          />
        ))}
      </Rows>
      {/* An entry that was kept on the device may not know. */}
      {entry.refundId && <RefundLook cardId={cardId} refundId={entry.refundId} />}
      {refundedFen !== null && <Text className="card-page__sum-after">{t.refundLapse}</Text>}
    </Sheet>
  );
}
