import type { MemberCard } from '@merchant-coin/shared';
import { useState } from 'react';
import { call } from '@/lib/client';
import { asApiError, type ApiError } from '@/lib/errors';
import { today } from '@/lib/format';
import { untilAnswered } from '@/lib/untilAnswered';
import { useBusy } from '@/lib/useBusy';
import { useIsOpen } from '@/lib/useIsOpen';
import type { WorkPlace } from '@/lib/work';
import { useCounter } from '../context';
import { stoppedOffline } from '../network';

export interface Registration {
  phone: string;
  name: string;
  smsCode: string;
  joinedOn: string;
  cardTypeId: string | undefined;
}

async function register(place: WorkPlace, registration: Registration): Promise<MemberCard> {
  const { phone, name, smsCode, joinedOn, cardTypeId } = registration;
  const { card } = await call('cards.registerMember', {
    ...{ ...place, phone, cardTypeId },
    name: name.trim() || undefined,
    smsCode: smsCode || undefined,
    joinedOn: joinedOn === today() ? undefined : joinedOn,
  });
  return card;
}

/** What an earlier try has done whose answer got lost; its code would not be taken a second time. */
async function registeredBefore(
  { merchantId }: WorkPlace,
  { phone, smsCode }: Registration,
): Promise<MemberCard | undefined> {
  const { items } = await call('cards.findMembers', { merchantId, phone });
  return items.find(({ phoneConfirmed }) => smsCode === '' || phoneConfirmed);
}

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
      let isSent = false;
      const send = async () => {
        const before = isSent ? await registeredBefore(place, registration) : undefined;
        isSent = true;
        return before ?? register(place, registration);
      };
      try {
        const card = await untilAnswered(send, isOpen);
        onRegistered(card);
      } catch (cause) {
        setRefusal(asApiError(cause));
      }
    });
  };
  return { busy, refusal, setRefusal, submit };
}
