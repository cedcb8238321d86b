import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { payCodeTexts } from '@/i18n/payCode';
import { a11y } from '@/lib/a11y';
import { Button } from '@/ui/Button';
import { Row, Rows } from '@/ui/Rows';

const inThrees = (digits: string) => `${digits.slice(0, 3)} ${digits.slice(3)}`;

interface OtherWaysProps {
  /** Six digits to read out; null while there are none. */
  spoken: string | null;
  onAmount: () => void;
}

/** What helps where nothing scans: digits to read out, and a code for one sum. */
export function OtherWays({ spoken, onAmount }: OtherWaysProps) {
  const t = useTexts(payCodeTexts);
  return (
    <Rows>
      {spoken && (
        <Row
          title={t.spoken}
          note={t.spokenNote}
          value={
            <Text
              className="pay-code__spoken"
              {...a11y({ label: `${t.spoken} ${[...spoken].join(' ')}` })}
            >
              {inThrees(spoken)}
            </Text>
          }
        />
      )}
      <Row title={t.amountCode} note={t.amountNote} onTap={onAmount} />
    </Rows>
  );
}

/** What the code on screen pays, and the way back to one that pays whatever is asked. */
export function OnlyThisSum({ amountFen, onLeave }: { amountFen: number; onLeave: () => void }) {
  const t = useTexts(payCodeTexts);
  return (
    <View className="pay-code__only" {...a11y({ role: 'status' })}>
      <View className="pay-code__only-words">
        <Text className="pay-code__only-sum">{t.paysOnly(formatFen(amountFen))}</Text>
        <Text className="pay-code__only-note">{t.paysOnlyNote}</Text>
      </View>
      <Button kind="plain" small onTap={onLeave}>
        {t.anySum}
      </Button>
    </View>
  );
}
