import type { MemberCard, Refund as RefundFacts } from '@merchant-coin/shared';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { refundTexts } from '@/i18n/counterRefunds';
import { call } from '@/lib/client';
import { useResource } from '@/lib/resource';
import { toast } from '@/ui/toast';
import { contentOf } from '@/ui/screenState';
import { StateView } from '@/ui/StateView';
import { useCounter } from '../context';
import type { Source } from '../stage';
import { AskedRefund } from './AskedRefund';
import { RefundEnded } from './RefundEnded';
import { RefundForm } from './RefundForm';
import { WaitingRefund } from './WaitingRefund';
import './refunds.scss';

interface RefundProps {
  source: Source;
  card: MemberCard;
  rechargeId: string;
}

/** One recharge on its way back: working the sum out, then paying it, then how it ended. */
export function Refund({ source, card, rechargeId }: RefundProps) {
  const t = useTexts(refundTexts);
  const { place } = useCounter();
  const { merchantId } = place;
  const views = useResource(`refundViews.${rechargeId}`, () =>
    call('recharges.getRefundViews', { merchantId, rechargeId }),
  );
  /** The refund as the last act or look left it. */
  const [current, setCurrent] = useState<RefundFacts | null>(null);
  const [ended, setEnded] = useState<{ refund: RefundFacts; balanceFen: number | null } | null>(
    null,
  );
  if (ended) return <RefundEnded source={source} card={card} {...ended} />;
  const known = views.data?.refund;
  const waiting = current ?? (known?.status === 'waiting' ? known : null);
  const lookAgain = () => {
    setCurrent(null);
    void views.reload();
  };
  if (waiting) {
    const common = { source, card, refund: waiting, onChanged: setCurrent, onEnded: setEnded };
    return waiting.channel?.state === 'asked' ? (
      <AskedRefund {...common} />
    ) : (
      <WaitingRefund key={waiting.channel?.state} {...common} onOutdated={lookAgain} />
    );
  }
  const recalculate = () => {
    toast(t.recalculated);
    void views.reload();
  };
  return (
    <StateView state={contentOf(views)}>
      {views.data && (
        <RefundForm
          source={source}
          card={card}
          views={views.data}
          onOpened={setCurrent}
          onOutdated={recalculate}
        />
      )}
    </StateView>
  );
}
