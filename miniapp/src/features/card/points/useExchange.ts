import { formatFen } from '@merchant-coin/shared/kernel/money';
import { textsNow } from '@/i18n';
import { pointsTexts } from '@/i18n/points';
import { call } from '@/lib/client';
import { asApiError, isOutcomeUnknown } from '@/lib/errors';
import { sendKeptAct } from '@/lib/keptActs';
import { refreshAll } from '@/lib/resource';
import { useBusy } from '@/lib/useBusy';
import { useIsOpen } from '@/lib/useIsOpen';
import { toast, toastError } from '@/ui/toast';

interface Wish {
  cardId: string;
  optionId: string;
  times: number;
}

type Outcome = 'done' | 'refused' | 'unknown';

async function exchange(wish: Wish, wanted: () => boolean): Promise<Outcome> {
  const what = `exchange ${wish.cardId} ${wish.optionId} ${wish.times}`;
  try {
    const { exchange: made } = await sendKeptAct(
      what,
      (options) => call('cards.exchangePoints', wish, options),
      wanted,
    );
    toast(textsNow(pointsTexts).done(formatFen(made.bonusFen)), 'good');
    return 'done';
  } catch (cause) {
    const error = asApiError(cause);
    const isGone = error.code === 'notFound' || error.code === 'conflict';
    if (isGone) toast(textsNow(pointsTexts).optionChanged, 'bad');
    else toastError(error, { movesCoins: true });
    return isOutcomeUnknown(error) ? 'unknown' : 'refused';
  }
}

/** Exchanges points, one exchange at a time; whatever came of it, the figures are asked for again. */
export function useExchange(cardId: string, onSettled: (outcome: Outcome) => void) {
  const [busy, run] = useBusy();
  const isOpen = useIsOpen();
  const submit = (optionId: string, times: number) =>
    run(async () => {
      const outcome = await exchange({ cardId, optionId, times }, isOpen);
      refreshAll('cards', `card.${cardId}`, `entries.${cardId}`, `points.${cardId}`);
      onSettled(outcome);
    });
  return { busy, submit };
}
