import type { MemberCard, Refund } from '@merchant-coin/shared';
import { Text } from '@tarojs/components';
import { useCallback, useEffect } from 'react';
import { useTexts } from '@/i18n';
import { refundTexts } from '@/i18n/counterRefunds';
import { call } from '@/lib/client';
import { sessionStore } from '@/lib/session';
import { useBusy } from '@/lib/useBusy';
import { Button } from '@/ui/Button';
import { toastError } from '@/ui/toast';
import { useCounter } from '../context';
import { MemberHead } from '../members/MemberHead';
import { Panel } from '../Panel';
import type { Source } from '../stage';
import { HistoryRow } from './HistoryRow';
import { WaitingHead } from './WaitingHead';

const LOOK_EVERY_MS = 3_000;

interface AskedRefundProps {
  source: Source;
  card: MemberCard;
  refund: Refund;
  onChanged: (refund: Refund) => void;
  onEnded: (ended: { refund: Refund; balanceFen: number | null }) => void;
}

/** The refund as it stands now. */
function useLook({ refund, onChanged, onEnded }: AskedRefundProps) {
  const { place } = useCounter();
  const { merchantId } = place;
  const { id, rechargeId } = refund;
  return useCallback(async () => {
    if (!sessionStore.get()) return;
    const { items } = await call('recharges.listRefunds', { merchantId, rechargeId });
    const now = items.find((each) => each.id === id);
    if (!now) return;
    if (now.status === 'waiting') onChanged(now);
    else onEnded({ refund: now, balanceFen: null });
  }, [merchantId, rechargeId, id, onChanged, onEnded]);
}

/** WeChat has been asked: only its answer goes on from here. */
export function AskedRefund(props: AskedRefundProps) {
  const { source, card, refund } = props;
  const t = useTexts(refundTexts);
  const look = useLook(props);
  const [busy, run] = useBusy();
  useEffect(() => {
    // The next look may succeed, and the button says what is wrong.
    const timer = setInterval(() => void look().catch(() => undefined), LOOK_EVERY_MS);
    return () => clearInterval(timer);
  }, [look]);
  const problem = refund.channel?.problem;
  return (
    <Panel
      foot={
        <Button kind="plain" busy={busy} onTap={() => run(() => look().catch(toastError))}>
          {t.lookAgain}
        </Button>
      }
    >
      <MemberHead card={card} />
      <WaitingHead refund={refund} title={t.askedTitle} text={t.askedText} />
      {problem && <Text className="refund__hint">{t.waitingFor[problem]}</Text>}
      <HistoryRow source={source} card={card} rechargeId={refund.rechargeId} />
    </Panel>
  );
}
