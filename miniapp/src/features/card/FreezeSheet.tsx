import type { Card } from '@merchant-coin/shared';
import { useTexts } from '@/i18n';
import { cardCareTexts } from '@/i18n/cardCare';
import { call } from '@/lib/client';
import { useKeyedAct } from '@/lib/useKeyedAct';
import { Button } from '@/ui/Button';
import { toast } from '@/ui/toast';
import { CareSheet, refreshCard } from './CareSheet';

/** The member freezes the own card, at once. */
export function FreezeSheet({ card, onClose }: { card: Card; onClose: () => void }) {
  const cardId = card.id;
  const t = useTexts(cardCareTexts);
  const { busy, error, act } = useKeyedAct();
  const close = () => {
    if (error) refreshCard(cardId);
    onClose();
  };
  const freeze = () =>
    act(async (options) => {
      await call('cards.freezeMyCard', { cardId }, options);
      refreshCard(cardId);
      toast(t.freezeDone, 'good');
      onClose();
    });
  return (
    <CareSheet
      title={t.freezeTitle}
      lines={[t.freezeText, t.freezeBack]}
      error={error}
      onClose={close}
      action={
        <Button icon="lock" busy={busy} onTap={freeze}>
          {t.freezeNow}
        </Button>
      }
    />
  );
}
