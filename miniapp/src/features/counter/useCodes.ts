import { parsePayCode } from '@merchant-coin/shared/cards/rules';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { readRechargeCard } from '@merchant-coin/shared/recharges/rules';
import { textsNow } from '@/i18n';
import { counterTexts } from '@/i18n/counter';
import { sellCardTexts } from '@/i18n/counterSellCard';
import { IS_WEAPP } from '@/lib/platform';
import { scanInWechat } from '@/lib/scan';
import { toast } from '@/ui/toast';
import { amountOf, type AmountText } from './amount';
import { feelFailure } from './feel';
import { isSending } from './slips/slips';
import { stageForCode, type SheetName, type Stage } from './stage';

interface CodesOptions {
  storeId: string;
  stage: Stage;
  amount: AmountText;
  go: (stage: Stage) => void;
  openSheet: (sheet: SheetName | null) => void;
  /** The code is for this sum: whatever was open or half done makes way. */
  onPayCode: (typed: AmountText) => void;
}

/** What becomes of a code, however it came: by camera, gun or keys. */
export function useCodes({ storeId, stage, amount, go, openSheet, onPayCode }: CodesOptions) {
  const takeRechargeCard = (text: string): boolean => {
    if (stage.is !== 'sellCard' || !readRechargeCard(text)) return false;
    openSheet(null);
    go({ is: 'sellCard', scanned: text });
    return true;
  };
  const takePayCode = (text: string, typed: AmountText): boolean => {
    const payCode = text.replace(/\s/g, '');
    const parsed = parsePayCode(payCode);
    if (!parsed) return false;
    const t = textsNow(counterTexts);
    if (isSending(storeId)) {
      toast(t.afterThis);
      return true;
    }
    openSheet(null);
    if (parsed.amountFen !== null && stage.is !== 'charge' && amountOf(typed) === 0) {
      toast(t.amountFirst(formatFen(parsed.amountFen)));
      return true;
    }
    onPayCode(typed);
    go(stageForCode(stage, amountOf(typed), payCode));
    return true;
  };
  /** False where it is no code; `typed` is the sum it is for. */
  const take = (text: string, typed = amount): boolean =>
    takeRechargeCard(text) || takePayCode(text, typed);
  const onStray = () => {
    feelFailure();
    const isCard = stage.is === 'sellCard';
    toast(isCard ? textsNow(sellCardTexts).notCard : textsNow(counterTexts).notPayCode, 'bad');
  };
  const scan = () => {
    if (!IS_WEAPP) {
      openSheet('camera');
      return;
    }
    scanInWechat().then(
      (text) => {
        if (text !== null && !take(text)) onStray();
      },
      // A recharge card has a field of its own to type into.
      () => openSheet(stage.is === 'sellCard' ? null : 'digits'),
    );
  };
  return { take, onStray, scan };
}
