import { formatFen } from '@merchant-coin/shared/kernel/money';
import { textsNow } from '@/i18n';
import { pointsTexts } from '@/i18n/points';
import { call } from '@/lib/client';
import { asApiError, isUnanswered } from '@/lib/errors';
import { newRequestKey } from '@/lib/random';
import { refreshAll } from '@/lib/resource';
import { onSessionEnd } from '@/lib/session';
import { useBusy } from '@/lib/useBusy';
import { toast, toastError } from '@/ui/toast';

/**
 * Keys of exchanges without an answer so far, by what was asked for: asking for the same again, even after
 * the page was left, is the same request.
 */
const unanswered = new Map<string, string>();
onSessionEnd(() => unanswered.clear());

interface Wish {
  cardId: string;
  optionId: string;
  times: number;
}

type Outcome = 'done' | 'refused' | 'unknown';

async function exchange(wish: Wish): Promise<Outcome> {
  const what = `${wish.cardId} ${wish.optionId} ${wish.times}`;
  const idempotencyKey = unanswered.get(what) ?? newRequestKey();
  unanswered.set(what, idempotencyKey);
  try {
    const { exchange: made } = await call('cards.exchangePoints', wish, { idempotencyKey });
    unanswered.delete(what);
    toast(textsNow(pointsTexts).done(formatFen(made.bonusFen)), 'good');
    return 'done';
  } catch (cause) {
    const error = asApiError(cause);
    const isGone = error.code === 'notFound' || error.code === 'conflict';
    if (isGone) toast(textsNow(pointsTexts).optionChanged, 'bad');
    else toastError(error);
    if (isUnanswered(error) || error.code === 'internal') return 'unknown';
    unanswered.delete(what);
    return 'refused';
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
