import type { Approval } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { approvalTexts } from '@/i18n/approvals';
import { errorTexts, inOneLine } from '@/i18n/errors';
import { a11y } from '@/lib/a11y';
import { call } from '@/lib/client';
import type { ApiError } from '@/lib/errors';
import { refreshAll } from '@/lib/resource';
import { useKeyedAct } from '@/lib/useKeyedAct';
import { useNow } from '@/lib/useNow';
import { Button } from './Button';
import { Money } from './Money';
import { Row, Rows } from './Rows';
import { Sheet } from './Sheet';
import { toast } from './toast';
import './Approval.scss';

function Problem({ error }: { error: ApiError }) {
  const t = useTexts(approvalTexts);
  const common = useTexts(errorTexts)[error.code];
  const isOver = error.code === 'conflict';
  return (
    <View className="approval__problem" {...a11y({ role: 'alert', live: 'assertive' })}>
      <Text className="approval__problem-title">{isOver ? t.ended : common.title}</Text>
      <Text className="approval__line">{isOver ? t.endedText : inOneLine(common)}</Text>
    </View>
  );
}

interface Props {
  approval: Approval;
  onClose: () => void;
  /** The member has given their word, and it is on its way. */
  onAnswering: () => void;
  onAnswered: (isNo: boolean) => void;
}

function Facts({ approval, secondsLeft }: { approval: Approval; secondsLeft: number }) {
  const t = useTexts(approvalTexts);
  const { merchant, storeName, clerkName, listFen, priceFen } = approval;
  return (
    <>
      <View className="approval__price">
        <Text className="approval__line">{t.toPay}</Text>
        <Money fen={priceFen} className="approval__sum" />
        {listFen > priceFen && (
          <Text className="approval__line">{t.saved(formatFen(listFen))}</Text>
        )}
      </View>
      <Rows>
        <Row title={t.merchant} value={merchant.name} />
        <Row title={t.store} value={storeName} />
        {clerkName && <Row title={t.clerk} value={clerkName} />}
      </Rows>
      <Text className="approval__line">{t.secondsLeft(secondsLeft)}</Text>
      <Text className="approval__line">{t.warn}</Text>
    </>
  );
}

/** Where, who and how much; then yes or no, until its time is over and nothing of it is left to be told. */
export function ApprovalSheet({ approval, onClose, onAnswering, onAnswered }: Props) {
  const t = useTexts(approvalTexts);
  const { cardId, redemptionId, priceFen, expiresAt } = approval;
  const secondsLeft = Math.max(0, Math.ceil((Date.parse(expiresAt) - useNow()) / 1000));
  const { busy, error, act } = useKeyedAct();
  const [refusing, setRefusing] = useState(false);
  const answer = (name: 'redemptions.approveRedemption' | 'redemptions.refuseRedemption') => {
    const isNo = name === 'redemptions.refuseRedemption';
    setRefusing(isNo);
    onAnswering();
    act(async (options) => {
      await call(name, { cardId, redemptionId }, options);
      refreshAll('cards', `card.${cardId}`, `entries.${cardId}`);
      if (!isNo) toast(t.approved, 'good');
      onAnswered(isNo);
    });
  };
  if (secondsLeft === 0 && !busy && !error) return null;
  return (
    <Sheet
      title={t.title}
      onClose={onClose}
      action={
        <>
          <Button
            busy={busy && !refusing}
            disabled={busy}
            onTap={() => answer('redemptions.approveRedemption')}
          >
            {busy && !refusing ? t.approving : t.approve(formatFen(priceFen))}
          </Button>
          <Button
            kind="danger"
            busy={busy && refusing}
            disabled={busy}
            onTap={() => answer('redemptions.refuseRedemption')}
          >
            {t.refuse}
          </Button>
        </>
      }
    >
      <View className="approval">
        <Facts approval={approval} secondsLeft={secondsLeft} />
        {error && <Problem error={error} />}
      </View>
    </Sheet>
  );
}
