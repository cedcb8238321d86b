import type { MemberCard } from '@merchant-coin/shared';
import { useState } from 'react';
import { asApiError, type ApiError } from '@/lib/errors';
import { useBusy } from '@/lib/useBusy';
import { useIsOpen } from '@/lib/useIsOpen';
import { useCounter } from '../context';
import { stoppedOffline } from '../network';
import { registerOnce, type Registration } from './registering';

/** Registers once at a time; what is wrong stays beside the form. */
export function useRegistering(onRegistered: (card: MemberCard) => void) {
  const { place } = useCounter();
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const [busy, run] = useBusy();
  const isOpen = useIsOpen();
  const submit = (registration: Registration) => {
    if (stoppedOffline()) return;
    setRefusal(null);
    run(async () => {
      try {
        onRegistered(await registerOnce(place, registration, isOpen));
      } catch (cause) {
        setRefusal(asApiError(cause));
      }
    });
  };
  return { busy, refusal, setRefusal, submit };
}
