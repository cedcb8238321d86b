import type { CounterTender } from '@merchant-coin/shared';
import { useState } from 'react';
import { load, save } from '@/lib/storage';

export const TENDERS = ['wechat', 'cash', 'bankCard'] as const;
const TENDER_KEY = 'counter.tender';

/** How the customer pays: as the last one did, until the clerk says otherwise. */
export function useTender(): [CounterTender, (tender: CounterTender) => void] {
  const [tender, setTender] = useState<CounterTender>(
    () => load<CounterTender>(TENDER_KEY) ?? 'wechat',
  );
  return [
    tender,
    (chosen) => {
      save(TENDER_KEY, chosen);
      setTender(chosen);
    },
  ];
}
