import { useCallback, useEffect, useState } from 'react';
import { call, type CallOutput } from '@/lib/client';
import { asApiError, type ApiError } from '@/lib/errors';
import type { WorkPlace } from '@/lib/work';
import type { Source } from '../stage';

export type Preview = CallOutput<'redemptions.previewRedemption'>;

export type Previewed =
  { is: 'looking' } | { is: 'priced'; preview: Preview } | { is: 'failed'; error: ApiError };

/** The price and the balance before anything is taken. The second value asks again. */
export function usePreview(
  place: WorkPlace,
  source: Source,
  listFen: number,
): [Previewed, () => void] {
  const [previewed, setPreviewed] = useState<Previewed>({ is: 'looking' });
  const [tries, setTries] = useState(0);
  const question = JSON.stringify([place, source, listFen]);
  useEffect(() => {
    let wanted = true;
    setPreviewed({ is: 'looking' });
    call('redemptions.previewRedemption', { ...place, ...source, listFen }).then(
      (preview) => {
        if (wanted) setPreviewed({ is: 'priced', preview });
      },
      (cause: unknown) => wanted && setPreviewed({ is: 'failed', error: asApiError(cause) }),
    );
    return () => {
      wanted = false;
    };
    // `question` says all about the other three, which are new objects at each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [question, tries]);
  return [previewed, useCallback(() => setTries((count) => count + 1), [])];
}
