import type { ReminderKind } from '@merchant-coin/shared/reminders/rules';
import { call } from '@/lib/client';
import { peekResource, putResource, useResource } from '@/lib/resource';
import type { KindChoice } from '@/ui/KindFilter';

interface Count {
  kind: ReminderKind;
  open: number;
  done: number;
}

export interface Counts {
  /** Undefined until it is known. */
  of(kind: KindChoice, which: 'open' | 'done'): number | undefined;
  /** One of a kind was seen to, or that was taken back. */
  move(kind: ReminderKind, done: boolean): void;
}

/** How many members there are to think of today. */
export function useCounts(merchantId: string): Counts {
  const key = `todayCounts.${merchantId}`;
  const { data } = useResource(key, () => call('reminders.countToday', { merchantId }), {
    keep: true,
  });
  const of = (kind: KindChoice, which: 'open' | 'done') =>
    data?.counts
      .filter((count) => kind === 'all' || count.kind === kind)
      .reduce((sum, count) => sum + count[which], 0);
  const moved = (count: Count, by: number): Count => ({
    ...count,
    open: count.open - by,
    done: count.done + by,
  });
  const move = (kind: ReminderKind, done: boolean) => {
    // Another row may have been ticked since the last render.
    const now = peekResource<{ counts: Count[] }>(key);
    if (!now) return;
    const by = done ? 1 : -1;
    const counts = now.counts.map((count) => (count.kind === kind ? moved(count, by) : count));
    putResource(key, { counts });
  };
  return { of, move };
}
