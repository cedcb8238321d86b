import type { Card } from '@merchant-coin/shared';
import { useTexts } from '@/i18n';
import { cardCareTexts } from '@/i18n/cardCare';
import { call } from '@/lib/client';
import { fetchPayKey } from '@/lib/payKeys';
import { useKeyedAct } from '@/lib/useKeyedAct';
import { Button } from '@/ui/Button';
import { toast } from '@/ui/toast';
import { CareSheet, refreshCard } from './CareSheet';

/** A new serial and secret on this phone; all others are out. */
export function ReplaceSheet({ card, onClose }: { card: Card; onClose: () => void }) {
  const cardId = card.id;
  const t = useTexts(cardCareTexts);
  const { busy, error, act } = useKeyedAct();
  const replace = () =>
    act(async (options) => {
      await call('cards.replaceMyCard', { cardId }, options);
      // The code page asks again if this fails.
      await fetchPayKey(cardId).catch(() => undefined);
      refreshCard(cardId);
      toast(t.replaceDone, 'good');
      onClose();
    });
  return (
    <CareSheet
      title={t.replaceTitle}
      lines={[card.payDevice === 'other' ? t.replaceMoves : t.replaceHere, t.replaceKeep]}
      error={error}
      onClose={onClose}
      action={
        <Button busy={busy} onTap={replace}>
          {t.replaceNow}
        </Button>
      }
    />
  );
}
