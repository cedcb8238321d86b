import { parsePayCode } from '@merchant-coin/shared/cards/rules';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { useTexts } from '@/i18n';
import { approvalTexts } from '@/i18n/approvals';
import { chargeTexts } from '@/i18n/counterCharge';
import { holdTexts } from '@/i18n/counterHolds';
import { Button } from '@/ui/Button';
import { useCounter } from '../context';
import { MemberHead } from '../members/MemberHead';
import { Panel } from '../Panel';
import type { Source } from '../stage';
import { Funds, Price, Remark } from './Facts';
import type { Preview } from './usePreview';

interface ConfirmProps {
  preview: Preview;
  source: Source;
  busy: boolean;
  onTake: () => void;
  /** Sets the sum aside instead. */
  onHold: () => void;
}

function Actions({ preview, source, busy, onTake, onHold }: ConfirmProps) {
  const t = useTexts(chargeTexts);
  const { hold } = useTexts(holdTexts);
  const { scan, go } = useCounter();
  const asking = useTexts(approvalTexts);
  const { card, priceFen, listFen, balance, needsApproval } = preview;
  const sum = formatFen(priceFen);
  if (card.status === 'frozen') return null;
  if (balance.spendableFen < priceFen) {
    const resume = 'payCode' in source ? { payCode: source.payCode, listFen } : undefined;
    return (
      <Button
        icon="coin"
        onTap={() => go({ is: 'recharge', source, card, ...(resume ? { resume } : {}) })}
      >
        {t.rechargeFirst}
      </Button>
    );
  }
  if (needsApproval) {
    return (
      <>
        <Button icon="phone" busy={busy} onTap={onTake}>
          {busy ? asking.asking : asking.askMember(sum)}
        </Button>
        {'phone' in source && (
          <Button kind="plain" icon="scan" disabled={busy} onTap={scan}>
            {t.scanToTake(sum)}
          </Button>
        )}
      </>
    );
  }
  return (
    <>
      <Button busy={busy} onTap={onTake}>
        {busy ? t.taking : t.take(sum)}
      </Button>
      {priceFen > 0 && (
        <Button kind="plain" icon="clock" disabled={busy} onTap={onHold}>
          {hold(sum)}
        </Button>
      )}
    </>
  );
}

/** The member has typed the sum and agreed to it on their own phone. */
const isForOneSum = (source: Source): boolean =>
  'payCode' in source && parsePayCode(source.payCode)?.amountFen != null;

function Remarks({ preview, source }: Pick<ConfirmProps, 'preview' | 'source'>) {
  const t = useTexts(chargeTexts);
  const asking = useTexts(approvalTexts);
  const { card, priceFen, balance, needsApproval } = preview;
  const missingFen = priceFen - balance.spendableFen;
  if (card.status === 'frozen') {
    return <Remark bad icon="lock" title={t.frozenTitle} text={t.frozenText} />;
  }
  if (missingFen > 0) {
    return (
      <Remark
        bad
        icon="warn"
        title={t.notEnough}
        text={t.notEnoughText(formatFen(balance.spendableFen), formatFen(missingFen))}
      />
    );
  }
  return (
    <>
      {!card.benefitsActive && <Remark icon="info" title={t.paused} />}
      {'phone' in source ? (
        <Remark icon="phone" title={asking.aboveLimit} text={asking.byPhoneText} />
      ) : (
        needsApproval && <Remark icon="phone" title={asking.aboveLimit} />
      )}
      {isForOneSum(source) && <Remark good icon="check" title={t.agreedSum} />}
    </>
  );
}

/** Who pays, how much, out of what; and the one button that takes it. */
export function Confirm(props: ConfirmProps) {
  const { preview, source } = props;
  const t = useTexts(chargeTexts);
  const { go } = useCounter();
  return (
    <Panel
      foot={
        <>
          <Actions {...props} />
          <Button kind="quiet" disabled={props.busy} onTap={() => go({ is: 'till' })}>
            {t.back}
          </Button>
        </>
      }
    >
      <MemberHead card={preview.card} />
      <Price preview={preview} />
      <Funds preview={preview} />
      <Remarks preview={preview} source={source} />
    </Panel>
  );
}
