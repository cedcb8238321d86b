import type { Card } from '@merchant-coin/shared';
import { useTexts } from '@/i18n';
import { cardCareTexts } from '@/i18n/cardCare';
import { call } from '@/lib/client';
import { useKeyedAct } from '@/lib/useKeyedAct';
import { Button } from '@/ui/Button';
import { toast } from '@/ui/toast';
import { CareSheet, refreshCard } from './CareSheet';

/** The member unfreezes the card that they froze themselves. */
export function UnfreezeSheet({ card, onClose }: { card: Card; onClose: () => void }) {
  const cardId = card.id;
  const t = useTexts(cardCareTexts);
  const { busy, error, act } = useKeyedAct();
  const close = () => {
    if (error) refreshCard(cardId);
    onClose();
  };
  const unfreeze = () =>
    act(async (options) => {
      await call('cards.unfreezeMyCard', { cardId }, options);
      refreshCard(cardId);
      toast(t.unfreezeDone, 'good');
      onClose();
    });
  return (
    <CareSheet
      title={t.unfreezeTitle}
      lines={[t.unfreezeText, t.unfreezeLost]}
      error={error}
      onClose={close}
      action={
        <Button busy={busy} onTap={unfreeze}>
          {t.unfreezeNow}
        </Button>
      }
    />
  );
}
