import type { Hold } from '@merchant-coin/shared';
import { useState } from 'react';
import type { ApiError } from '@/lib/errors';
import { refreshAll } from '@/lib/resource';
import { useBusy } from '@/lib/useBusy';
import { useCounter } from '../context';
import { stoppedOffline } from '../network';
import { beginSlip, holdsKey, type CaptureSlip, type ReleaseSlip, type Slip } from '../slips/slips';
import { holderOf } from './holder';

/** Charges a hold or gives it back, and leads to the receipt; a refusal is told. */
export function useEnding(hold: Hold) {
  const { place, userId, go } = useCounter();
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const [busy, run] = useBusy();
  const { merchantId, storeId } = place;
  const who = { userId, who: holderOf(hold) };
  const hear = async (key: string, settled: Promise<Slip | undefined>) => {
    const slip = await settled;
    if (slip?.state !== 'refused' || !slip.error) {
      go({ is: 'slip', key });
      return;
    }
    setRefusal(slip.error);
    // It may have ended on another till.
    refreshAll(holdsKey(storeId));
  };
  const act = (begin: () => { key: string; settled: Promise<Slip | undefined> }) => {
    if (stoppedOffline()) return;
    setRefusal(null);
    run(async () => {
      const { key, settled } = begin();
      await hear(key, settled);
    });
  };
  const input = { merchantId, holdId: hold.id };
  const capture = (listFen: number, paidFen: number) =>
    act(() =>
      beginSlip<CaptureSlip>(storeId, {
        kind: 'capture',
        ...who,
        amountFen: paidFen,
        input: { ...input, listFen },
      }),
    );
  const release = () =>
    act(() =>
      beginSlip<ReleaseSlip>(storeId, { kind: 'release', ...who, amountFen: hold.heldFen, input }),
    );
  return { busy, refusal, capture, release };
}
