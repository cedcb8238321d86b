import { useEffect, useState } from 'react';
import type { ApiError } from '@/lib/errors';
import { useBusy } from '@/lib/useBusy';
import { Skeleton } from '@/ui/Skeleton';
import { useCounter } from '../context';
import { HoldSheet } from '../holds/HoldSheet';
import { nameOf } from '../members/MemberHead';
import { stoppedOffline } from '../network';
import { beginSlip, type RedeemSlip } from '../slips/slips';
import type { Source } from '../stage';
import { Confirm } from './Confirm';
import { DuplicateSheet } from './DuplicateSheet';
import { Refused } from './Refused';
import { usePreview, type Preview } from './usePreview';

interface ChargeProps {
  source: Source;
  listFen: number;
}

/** Sends the redemption and leads to its receipt, or to what is not known of it; tells a refusal. */
function useTaking({ source, listFen }: ChargeProps, onRefused: (error: ApiError) => void) {
  const { place, userId, go, clearAmount } = useCounter();
  const [busy, run] = useBusy();
  const take = (preview: Preview, confirmDuplicate: boolean) => {
    if (stoppedOffline()) return;
    run(async () => {
      const { key, settled } = beginSlip<RedeemSlip>(place.storeId, {
        kind: 'redeem',
        userId,
        who: nameOf(preview.card),
        amountFen: preview.priceFen,
        input: { ...place, ...source, listFen, confirmDuplicate },
      });
      const slip = await settled;
      if (slip?.state === 'refused' && slip.error) {
        onRefused(slip.error);
        return;
      }
      clearAmount();
      go({ is: 'slip', key });
    });
  };
  return { busy, take };
}

/** From the member's code to the coins: price first, then one button. */
export function Charge({ source, listFen }: ChargeProps) {
  const { place } = useCounter();
  const [previewed, lookAgain] = usePreview(place, source, listFen);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const [holding, setHolding] = useState(false);
  const { busy, take } = useTaking({ source, listFen }, setRefusal);
  const question = JSON.stringify([source, listFen]);
  useEffect(() => setRefusal(null), [question]);

  const retry = () => {
    setRefusal(null);
    lookAgain();
  };
  const error = previewed.is === 'failed' ? previewed.error : refusal;
  if (error && error.code !== 'possibleDuplicate') {
    return <Refused error={error} source={source} listFen={listFen} onRetry={retry} />;
  }
  if (previewed.is !== 'priced') return <Skeleton rows={4} />;
  const { preview } = previewed;
  return (
    <>
      <Confirm
        preview={preview}
        source={source}
        busy={busy}
        onTake={() => take(preview, false)}
        onHold={() => setHolding(true)}
      />
      {holding && 'payCode' in source && (
        <HoldSheet preview={preview} payCode={source.payCode} onClose={() => setHolding(false)} />
      )}
      {error && (
        <DuplicateSheet
          error={error}
          amountFen={preview.priceFen}
          busy={busy}
          onTake={() => take(preview, true)}
          onClose={() => setRefusal(null)}
        />
      )}
    </>
  );
}
