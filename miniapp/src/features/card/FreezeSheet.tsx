import type { Card } from '@merchant-coin/shared';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { cardCareTexts } from '@/i18n/cardCare';
import { call } from '@/lib/client';
import { useKeyedAct } from '@/lib/useKeyedAct';
import { Button } from '@/ui/Button';
import { toast } from '@/ui/toast';
import { CareSheet, refreshCard } from './CareSheet';

interface Props {
  card: Card;
  onClose: () => void;
}

/** The member freezes the own card, at once, or ends the freeze that they made themselves. */
export function FreezeSheet({ card, onClose }: Props) {
  const { id: cardId, status } = card;
  const t = useTexts(cardCareTexts);
  // What the sheet was opened for; the card changes under it.
  const [isFrozen] = useState(status === 'frozen');
  const { busy, error, act } = useKeyedAct();
  const close = () => {
    if (error) refreshCard(cardId);
    onClose();
  };
  const change = () =>
    act(async (options) => {
      await call(isFrozen ? 'cards.unfreezeMyCard' : 'cards.freezeMyCard', { cardId }, options);
      refreshCard(cardId);
      toast(isFrozen ? t.unfreezeDone : t.freezeDone, 'good');
      onClose();
    });
  return (
    <CareSheet
      title={isFrozen ? t.unfreezeTitle : t.freezeTitle}
      lines={isFrozen ? [t.unfreezeText, t.unfreezeLost] : [t.freezeText, t.freezeBack]}
      error={error}
      onClose={close}
      action={
        <Button busy={busy} onTap={change} {...(isFrozen ? {} : { icon: 'lock' as const })}>
          {isFrozen ? t.unfreezeNow : t.freezeNow}
        </Button>
      }
    />
  );
}
