import type { RechargeTerms } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { rechargeTexts } from '@/i18n/recharge';
import { a11y } from '@/lib/a11y';
import { IS_H5 } from '@/lib/platform';
import { saveText } from '@/lib/saveText';
import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { Sheet } from '@/ui/Sheet';
import { Tap } from '@/ui/Tap';
import { toast } from '@/ui/toast';

interface TickProps {
  version: number;
  isTicked: boolean;
  /** What is missing, once somebody went on without it. */
  problem: string | undefined;
  onTick: (yes: boolean) => void;
  onRead: () => void;
}

/** The tick that accepts the contract, beside the way to its text. */
export function ContractTick({ version, isTicked, problem, onTick, onRead }: TickProps) {
  const t = useTexts(rechargeTexts);
  return (
    <View className="recharge__part">
      <View className={`recharge__agree ${problem ? 'recharge__agree--wrong' : ''}`}>
        <Tap className="recharge__agree-tap" checked={isTicked} onTap={() => onTick(!isTicked)}>
          <View className={`recharge__box ${isTicked ? 'recharge__box--ticked' : ''}`}>
            {isTicked && <Icon name="check" />}
          </View>
          <Text>{t.agree}</Text>
        </Tap>
        <Tap className="recharge__link" onTap={onRead}>
          {t.agreeLink(version)}
        </Tap>
      </View>
      {problem && (
        <Text className="recharge__wrong" {...a11y({ role: 'alert', live: 'assertive' })}>
          {problem}
        </Text>
      )}
    </View>
  );
}

interface SheetProps {
  contract: RechargeTerms['contract'];
  merchantName: string;
  /** Null where it is accepted already. */
  onAccept: (() => void) | null;
  onClose: () => void;
}

/** The contract's text, to read, to keep, and to accept. */
export function ContractSheet({ contract, merchantName, onAccept, onClose }: SheetProps) {
  const t = useTexts(rechargeTexts);
  const { version, text } = contract;
  const way = IS_H5 ? 'download' : 'copy';
  const keep = async () => {
    const isKept = await saveText(text, t.fileName(merchantName, version));
    toast(isKept ? t.saved[way] : t.notSaved, isKept ? 'good' : 'bad');
  };
  return (
    <Sheet
      title={`${t.contract} · ${t.contractVersion(version)}`}
      onClose={onClose}
      action={
        <>
          {onAccept && <Button onTap={onAccept}>{t.agreeNow}</Button>}
          <Button kind={onAccept ? 'quiet' : 'plain'} onTap={() => void keep()}>
            {t[way]}
          </Button>
        </>
      }
    >
      <Text className="recharge__contract">{text}</Text>
    </Sheet>
  );
}
