import type { MemberCard } from '@merchant-coin/shared';
import { call } from '@/lib/client';
import { today } from '@/lib/format';
import { onSessionEnd } from '@/lib/session';
import { untilAnswered } from '@/lib/untilAnswered';
import type { WorkPlace } from '@/lib/work';

/** Without a code the phone stays unconfirmed; what else is left out is as the merchant has it. */
export interface Registration {
  phone: string;
  smsCode: string;
  name?: string;
  joinedOn?: string;
  cardTypeId?: string | undefined;
}

/** What was sent and is not known to be done; a code that has done it would not be taken a second time. */
const open = new Set<string>();
onSessionEnd(() => open.clear());

async function send(place: WorkPlace, registration: Registration): Promise<MemberCard> {
  const { phone, name, smsCode, joinedOn, cardTypeId } = registration;
  const { card } = await call('cards.registerMember', {
    ...{ ...place, phone, cardTypeId },
    name: name?.trim() || undefined,
    smsCode: smsCode || undefined,
    joinedOn: joinedOn === today() ? undefined : joinedOn,
  });
  return card;
}

/** What an earlier try has done. */
async function doneBefore(
  { merchantId }: WorkPlace,
  { phone, smsCode }: Registration,
): Promise<MemberCard | undefined> {
  const { items } = await call('cards.findMembers', { merchantId, phone });
  return items.find(({ phoneConfirmed }) => smsCode === '' || phoneConfirmed);
}

/**
 * Registers a member, or confirms the phone of one, and asks again while no answer comes and it is `wanted`.
 * After a lost answer, also of an earlier call, it looks first whether that has done it.
 */
export function registerOnce(
  place: WorkPlace,
  registration: Registration,
  wanted: () => boolean,
): Promise<MemberCard> {
  const what = `${place.merchantId} ${registration.phone} ${registration.smsCode}`;
  return untilAnswered(async () => {
    const before = open.has(what) ? await doneBefore(place, registration) : undefined;
    open.add(what);
    const card = before ?? (await send(place, registration));
    open.delete(what);
    return card;
  }, wanted);
}
