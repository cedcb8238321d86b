import { useEffect, useRef, useState } from 'react';
import type { ApiError } from '@/lib/errors';
import { useBusy } from '@/lib/useBusy';
import { Skeleton } from '@/ui/Skeleton';
import { useCounter } from '../context';
import { HoldSheet } from '../holds/HoldSheet';
import { nameOf } from '../members/MemberHead';
import { stoppedOffline } from '../network';
import { beginSlip, type RedeemSlip } from '../slips/slips';
import type { Source } from '../stage';
import { ByPhone, isAboutProof } from './ByPhone';
import { Confirm } from './Confirm';
import { DuplicateSheet } from './DuplicateSheet';
import type { Proof } from './proof';
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
  /** A sum that turns out to be the same as before is confirmed with the same proof. */
  const proof = useRef<Proof>({});
  const send = (preview: Preview, confirmDuplicate: boolean) => {
    if (stoppedOffline()) return;
    run(async () => {
      const { key, settled } = beginSlip<RedeemSlip>(place.storeId, {
        kind: 'redeem',
        userId,
        who: nameOf(preview.card),
        amountFen: preview.priceFen,
        input: { ...place, ...source, listFen, confirmDuplicate, ...proof.current },
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
  const take = (preview: Preview, by: Proof = {}) => {
    proof.current = by;
    send(preview, false);
  };
  return { busy, take, takeAgain: (preview: Preview) => send(preview, true) };
}

/** Named by phone, with coins enough and below every limit: one of three ways is chosen. */
const isProvenByPhone = (source: Source, { card, balance, priceFen, aboveLimit }: Preview) =>
  'phone' in source &&
  card.status === 'active' &&
  balance.spendableFen >= priceFen &&
  priceFen > 0 &&
  !aboveLimit;

/** From the member's code to the coins: price first, then one button. */
export function Charge({ source, listFen }: ChargeProps) {
  const { place } = useCounter();
  const [previewed, lookAgain] = usePreview(place, source, listFen);
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const [holding, setHolding] = useState(false);
  const { busy, take, takeAgain } = useTaking({ source, listFen }, setRefusal);
  const question = JSON.stringify([source, listFen]);
  useEffect(() => setRefusal(null), [question]);

  const retry = () => {
    setRefusal(null);
    lookAgain();
  };
  const preview = previewed.is === 'priced' ? previewed.preview : null;
  const byPhone = preview !== null && isProvenByPhone(source, preview);
  const error = previewed.is === 'failed' ? previewed.error : refusal;
  const isDuplicate = error?.code === 'possibleDuplicate';
  const staysInForm = error !== null && (isDuplicate || (byPhone && isAboutProof(error)));
  if (error && !staysInForm) {
    return <Refused error={error} source={source} listFen={listFen} onRetry={retry} />;
  }
  if (!preview) return <Skeleton rows={4} />;
  return (
    <>
      {byPhone ? (
        <ByPhone
          preview={preview}
          busy={busy}
          error={isDuplicate ? null : error}
          onForget={() => setRefusal(null)}
          onTake={(proof) => take(preview, proof)}
        />
      ) : (
        <Confirm
          preview={preview}
          source={source}
          busy={busy}
          onTake={() => take(preview)}
          onHold={() => setHolding(true)}
        />
      )}
      {holding && 'payCode' in source && (
        <HoldSheet preview={preview} payCode={source.payCode} onClose={() => setHolding(false)} />
      )}
      {error && isDuplicate && (
        <DuplicateSheet
          error={error}
          amountFen={preview.priceFen}
          busy={busy}
          onTake={() => takeAgain(preview)}
          onClose={() => setRefusal(null)}
        />
      )}
    </>
  );
}
