import { FULL_PRICE_BP, formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { approvalTexts } from '@/i18n/approvals';
import { chargeTexts } from '@/i18n/counterCharge';
import { holdTexts } from '@/i18n/counterHolds';
import { formatDiscount } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Icon, type IconName } from '@/ui/Icon';
import { Money } from '@/ui/Money';
import { Row, Rows } from '@/ui/Rows';
import { useCounter } from '../context';
import { MemberHead } from '../members/MemberHead';
import { Panel } from '../Panel';
import type { Source } from '../stage';
import type { Preview } from './usePreview';
import './Confirm.scss';

function Price({ preview }: { preview: Preview }) {
  const t = useTexts(chargeTexts);
  const { priceFen, listFen, discountBp } = preview;
  return (
    <View className="confirm__price">
      <Text className="confirm__word">{t.toTake}</Text>
      <Money fen={priceFen} className="confirm__sum" />
      {discountBp < FULL_PRICE_BP && (
        <Text className="confirm__list">
          {t.listPrice(formatFen(listFen))} · {formatDiscount(discountBp)} ·{' '}
          {t.saves(formatFen(listFen - priceFen))}
        </Text>
      )}
    </View>
  );
}

function Funds({ preview }: { preview: Preview }) {
  const t = useTexts(chargeTexts);
  const { card, balance, priceFen, fromPrincipalFen, fromBonusFen } = preview;
  const leftFen = balance.spendableFen - priceFen;
  const isTaken = leftFen >= 0 && card.status === 'active';
  const parts = [
    ...(fromBonusFen > 0 ? [t.fromBonus(formatFen(fromBonusFen))] : []),
    ...(fromPrincipalFen > 0 ? [t.fromPrincipal(formatFen(fromPrincipalFen))] : []),
  ];
  return (
    <Rows>
      {isTaken && <Row title={t.from} value={parts.join(' + ')} />}
      <Row
        title={isTaken ? t.balanceChange : t.balance}
        value={
          <>
            <Money fen={balance.spendableFen} />
            {isTaken && (
              <>
                {' → '}
                <Money fen={leftFen} className="confirm__left" />
              </>
            )}
          </>
        }
      />
    </Rows>
  );
}

interface RemarkProps {
  icon: IconName;
  title: string;
  text?: string;
  bad?: boolean;
}

function Remark({ icon, title, text, bad = false }: RemarkProps) {
  return (
    <View className={`confirm__remark ${bad ? 'confirm__remark--bad' : ''}`}>
      <Icon name={icon} />
      <View>
        <Text className="confirm__remark-title">{title}</Text>
        {text && <Text className="confirm__remark-text">{text}</Text>}
      </View>
    </View>
  );
}

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
        <Remark icon="phone" title={t.byPhoneTitle} text={asking.byPhoneText} />
      ) : (
        needsApproval && <Remark icon="phone" title={asking.aboveLimit} />
      )}
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
