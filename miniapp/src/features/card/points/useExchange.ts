import { formatFen } from '@merchant-coin/shared/kernel/money';
import { textsNow } from '@/i18n';
import { pointsTexts } from '@/i18n/points';
import { call } from '@/lib/client';
import { asApiError, isUnanswered } from '@/lib/errors';
import { keptKey, type KeptKey } from '@/lib/keptKey';
import { refreshAll } from '@/lib/resource';
import { onSessionEnd } from '@/lib/session';
import { useBusy } from '@/lib/useBusy';
import { toast, toastError } from '@/ui/toast';

/**
 * Exchanges that are not known to be done, by what was asked for: asking for the same again, even after the
 * page was left, is the same request.
 */
const open = new Map<string, KeptKey>();
onSessionEnd(() => open.clear());

interface Wish {
  cardId: string;
  optionId: string;
  times: number;
}

type Outcome = 'done' | 'refused' | 'unknown';

async function exchange(wish: Wish): Promise<Outcome> {
  const what = `${wish.cardId} ${wish.optionId} ${wish.times}`;
  const act = open.get(what) ?? keptKey();
  open.set(what, act);
  try {
    const { exchange: made } = await act.send((idempotencyKey) =>
      call('cards.exchangePoints', wish, { idempotencyKey }),
    );
    open.delete(what);
    toast(textsNow(pointsTexts).done(formatFen(made.bonusFen)), 'good');
    return 'done';
  } catch (cause) {
    const error = asApiError(cause);
    const isGone = error.code === 'notFound' || error.code === 'conflict';
    if (isGone) toast(textsNow(pointsTexts).optionChanged, 'bad');
    else toastError(error);
    return isUnanswered(error) || error.code === 'internal' ? 'unknown' : 'refused';
  }
}

/** Exchanges points, one exchange at a time; whatever came of it, the figures are asked for again. */
export function useExchange(cardId: string, onSettled: (outcome: Outcome) => void) {
  const [busy, run] = useBusy();
  const submit = (optionId: string, times: number) =>
    run(async () => {
      const outcome = await exchange({ cardId, optionId, times });
      refreshAll('cards', `card.${cardId}`, `entries.${cardId}`, `points.${cardId}`);
      onSettled(outcome);
    });
  return { busy, submit };
}
