import type { MemberCard } from '@merchant-coin/shared';
import { useCallback, useEffect, useRef, useState } from 'react';
import { call } from '@/lib/client';
import { ApiError, asApiError } from '@/lib/errors';
import type { WorkPlace } from '@/lib/work';
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
    return preview.card;
  }
  const { merchantId } = place;
  const { items } = await call('cards.findMembers', { merchantId, phone: source.phone });
  const [card] = items;
  if (!card) throw new ApiError('notFound');
  return card;
}

const keyOf = (source: Source) => ('payCode' in source ? source.payCode : source.phone);

/** The card itself, however it was found: the code that named it is good for minutes only. */
async function lookAt({ merchantId }: WorkPlace, cardId: string): Promise<MemberCard> {
  const { card } = await call('cards.getMemberCard', { merchantId, cardId });
  return card;
}

/**
 * Looks a member up as soon as they are named; `null` looks for nobody. Once the card is known, or where it
 * was before, it is that card that is looked at again; meanwhile it stays as it was.
 */
export function useMember(
  place: WorkPlace,
  source: Source | null,
  known?: MemberCard,
): [Looked, () => void] {
  const name = source && keyOf(source);
  const found = useRef(known && { name, cardId: known.id });
  const [looked, setLooked] = useState<Looked>(
    known ? { is: 'found', card: known } : { is: 'looking' },
  );
  const [tries, setTries] = useState(0);
  useEffect(() => {
    if (!source) return undefined;
    let wanted = true;
    const cardId = found.current?.name === name ? found.current.cardId : null;
    setLooked((now) => (cardId !== null && now.is === 'found' ? now : { is: 'looking' }));
    (cardId === null ? findMember(place, source) : lookAt(place, cardId)).then(
      (card) => {
        if (!wanted) return;
        found.current = { name, cardId: card.id };
        setLooked({ is: 'found', card });
      },
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
