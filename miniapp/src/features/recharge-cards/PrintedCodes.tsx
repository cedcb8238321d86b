import { formatFen } from '@merchant-coin/shared/kernel/money';
import { formatRechargeCardCode } from '@merchant-coin/shared/recharges/rules';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { rechargeCardTexts } from '@/i18n/rechargeCards';
import { copyText } from '@/lib/clipboard';
import { inFours } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Screen } from '@/ui/Screen';
import { Sheet } from '@/ui/Sheet';
import { toast } from '@/ui/toast';
import { csvOf, type PrintedBatch } from './printing';

interface PrintedCodesProps {
  printed: PrintedBatch;
  /** Leaves without saying that the codes are saved: they can be looked at again. */
  onLeave: () => void;
  onSaved: () => void;
}

function SavedSheet({ onClose, onSaved }: { onClose: () => void; onSaved: () => void }) {
  const t = useTexts(rechargeCardTexts);
  return (
    <Sheet
      title={t.savedTitle}
      onClose={onClose}
      action={<Button onTap={onSaved}>{t.savedConfirm}</Button>}
    >
      <Text className="recharge-cards__text">{t.savedText}</Text>
    </Sheet>
  );
}

/** The codes of a new batch, this once. */
export function PrintedCodes({ printed, onLeave, onSaved }: PrintedCodesProps) {
  const t = useTexts(rechargeCardTexts);
  const [asking, setAsking] = useState(false);
  const { batch, cards } = printed;
  const copy = () => {
    void copyText(csvOf(printed, t.csvHead)).then((copied) =>
      copied ? toast(t.copied, 'good') : toast(t.copyFailed, 'bad'),
    );
  };
  return (
    <Screen
      title={t.printedTitle}
      onLeave={onLeave}
      action={
        <View className="recharge-cards__actions">
          <Button onTap={copy}>{t.copy}</Button>
          <Button kind="quiet" onTap={() => setAsking(true)}>
            {t.saved}
          </Button>
        </View>
      }
      overlay={asking && <SavedSheet onClose={() => setAsking(false)} onSaved={onSaved} />}
    >
      <Text className="recharge-cards__face">
        {t.faceOf(formatFen(batch.amountFen), batch.count)}
      </Text>
      <Text className="recharge-cards__warn">{t.printedText}</Text>
      <View className="recharge-cards__codes">
        {cards.map(({ number, code }) => (
          <View key={number} className="recharge-cards__code">
            <Text className="recharge-cards__number" userSelect>
              {inFours(number)}
            </Text>
            <Text className="recharge-cards__secret" userSelect>
              {formatRechargeCardCode(code)}
            </Text>
          </View>
        ))}
      </View>
    </Screen>
  );
}
