import type { MemberCard } from '@merchant-coin/shared';
import { useCallback, useEffect, useState } from 'react';
import { call } from '@/lib/client';
import { ApiError, asApiError } from '@/lib/errors';
import type { WorkPlace } from '@/lib/work';
import { networkWorks } from '../network';
import type { Source } from '../stage';

export type Looked =
  { is: 'looking' } | { is: 'found'; card: MemberCard } | { is: 'failed'; error: ApiError };

/** A preview of the smallest sum tells whose code it is and takes nothing. */
const LEAST_FEN = 1;

/** The member that a code or a phone number names. Throws `notFound` where there is none. */
async function findMember(place: WorkPlace, source: Source): Promise<MemberCard> {
  if ('payCode' in source) {
    const { payCode } = source;
    const preview = await call('redemptions.previewRedemption', {
      ...place,
      payCode,
      listFen: LEAST_FEN,
    });
    networkWorks();
    return preview.card;
  }
  const { merchantId } = place;
  const { items } = await call('cards.findMembers', { merchantId, phone: source.phone });
  networkWorks();
  const [card] = items;
  if (!card) throw new ApiError('notFound');
  return card;
}

const keyOf = (source: Source) => ('payCode' in source ? source.payCode : source.phone);

/** Looks a member up as soon as they are named; `null` looks for nobody. */
export function useMember(place: WorkPlace, source: Source | null): [Looked, () => void] {
  const [looked, setLooked] = useState<Looked>({ is: 'looking' });
  const [tries, setTries] = useState(0);
  const name = source && keyOf(source);
  useEffect(() => {
    if (!source) return undefined;
    let wanted = true;
    setLooked({ is: 'looking' });
    findMember(place, source).then(
      (card) => wanted && setLooked({ is: 'found', card }),
      (cause: unknown) => wanted && setLooked({ is: 'failed', error: asApiError(cause) }),
    );
    return () => {
      wanted = false;
    };
    // The name says all about the source; place and source are new objects at each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [name, place.merchantId, place.storeId, tries]);
  return [looked, useCallback(() => setTries((count) => count + 1), [])];
}
