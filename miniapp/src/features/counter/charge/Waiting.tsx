import type { Redemption } from '@merchant-coin/shared';
import { APPROVAL_SECONDS } from '@merchant-coin/shared/redemptions/rules';
import { Text, View } from '@tarojs/components';
import { useCallback, useEffect } from 'react';
import { useTexts } from '@/i18n';
import { approvalTexts } from '@/i18n/approvals';
import { a11y } from '@/lib/a11y';
import { call } from '@/lib/client';
import { onLiveEvent } from '@/lib/live';
import { useKeyedAct } from '@/lib/useKeyedAct';
import { useNow } from '@/lib/useNow';
import { Button } from '@/ui/Button';
import { Money } from '@/ui/Money';
import { Ring } from '@/ui/Ring';
import { useCounter } from '../context';
import { useFailureText } from '../failures';
import { Outcome } from '../Outcome';
import { Panel } from '../Panel';
import { noteRedemption, type RedeemSlip } from '../slips/slips';

const POLL_MS = 2_000;

/** Follows a redemption that waits: by the socket at once, by asking within two seconds. */
function useFollowing(slip: RedeemSlip, redemption: Redemption): void {
  const { place } = useCounter();
  const { merchantId, storeId } = place;
  const { id: redemptionId, status } = redemption;
  const look = useCallback(async () => {
    try {
      const answer = await call('redemptions.getRedemption', { merchantId, redemptionId });
      noteRedemption(storeId, slip.key, answer.redemption);
    } catch {
      // The next look may succeed; the member's answer does not wait for it.
    }
  }, [merchantId, storeId, redemptionId, slip.key]);
  useEffect(() => {
    if (status !== 'waiting') return undefined;
    void look();
    const timer = setInterval(() => void look(), POLL_MS);
    const deaf = onLiveEvent((event) => {
      if (event.type === 'approvalEnded' && event.redemptionId === redemptionId) void look();
    });
    return () => {
      clearInterval(timer);
      deaf();
    };
  }, [look, redemptionId, status]);
}

function StillWaiting({ slip, redemption }: WaitingProps) {
  const t = useTexts(approvalTexts);
  const { place, nextCustomer } = useCounter();
  const { merchantId, storeId } = place;
  const { busy, error, act } = useKeyedAct();
  const say = useFailureText();
  const now = useNow();
  const endsAt = Date.parse(redemption.at) + APPROVAL_SECONDS * 1000;
  const secondsLeft = Math.max(0, Math.ceil((endsAt - now) / 1000));
  const cancel = () =>
    act(async (options) => {
      const input = { merchantId, redemptionId: redemption.id };
      const answer = await call('redemptions.cancelRedemption', input, options);
      noteRedemption(storeId, slip.key, answer.redemption);
    });
  return (
    <Panel
      centred
      foot={
        <>
          <Button kind="plain" busy={busy} onTap={cancel}>
            {busy ? t.cancelling : t.cancel}
          </Button>
          <Button kind="quiet" disabled={busy} onTap={nextCustomer}>
            {t.later}
          </Button>
        </>
      }
    >
      <View className="outcome" {...a11y({ role: 'status' })}>
        <Ring seconds={secondsLeft} of={APPROVAL_SECONDS} />
        <Text className="outcome__title">{t.waiting}</Text>
        <Money fen={redemption.heldFen} className="outcome__sum" />
        <Text className="outcome__text">{slip.who}</Text>
        <Text className="outcome__text">
          {secondsLeft > 0 ? t.waitingText(secondsLeft) : t.waitingLast}
        </Text>
        {error && <Text className="outcome__text">{say(error, 'charge').title}</Text>}
      </View>
    </Panel>
  );
}

interface WaitingProps {
  slip: RedeemSlip;
  redemption: Redemption;
}

/** A redemption that its member has to approve: until they answer, and how it ended where nothing was paid. */
export function Waiting({ slip, redemption }: WaitingProps) {
  const t = useTexts(approvalTexts);
  const { nextCustomer } = useCounter();
  useFollowing(slip, redemption);
  const { status } = redemption;
  if (status === 'waiting' || status === 'done') {
    return <StillWaiting slip={slip} redemption={redemption} />;
  }
  return (
    <Panel centred foot={<Button onTap={nextCustomer}>{t.next}</Button>}>
      <Outcome is="failed" title={t.endedTitles[status]} text={t.nothingTaken}>
        <Text className="outcome__text">{slip.who}</Text>
      </Outcome>
    </Panel>
  );
}
