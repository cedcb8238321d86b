import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { counterCareTexts } from '@/i18n/counterCare';
import { call } from '@/lib/client';
import { useKeyedAct } from '@/lib/useKeyedAct';
import { Button } from '@/ui/Button';
import { Sheet } from '@/ui/Sheet';
import { toast } from '@/ui/toast';
import { useCounter } from '../../context';
import { stoppedOffline } from '../../network';
import { Problem } from '../../Problem';
import { nameOf } from '../MemberHead';
import type { CareSheetProps } from './Care';
import { FrozenWhy } from './FrozenWhy';
import { Reason } from './Reason';

/** A manager ends a freeze, whoever made it. */
export function UnfreezeSheet({ card, onClose, onDone }: CareSheetProps) {
  const t = useTexts(counterCareTexts);
  const { merchantId } = useCounter().place;
  const [reason, setReason] = useState('');
  const { busy, error, act } = useKeyedAct();
  const said = reason.trim();
  const unfreeze = () => {
    if (stoppedOffline()) return;
    act(async (options) => {
      await call('cards.unfreezeCard', { merchantId, cardId: card.id, reason: said }, options);
      toast(t.unfreezeDone, 'good');
      onDone();
    });
  };
  return (
    <Sheet
      title={t.unfreezeTitle(nameOf(card))}
      onClose={onClose}
      action={
        <Button busy={busy} disabled={said === ''} onTap={unfreeze}>
          {said ? t.acts.unfreeze : t.pickReason}
        </Button>
      }
    >
      <View className="care">
        <FrozenWhy card={card} />
        <Text className="sheet-text sheet-text--quiet">{t.unfreezeText}</Text>
        <Reason value={reason} usual={t.unfreezeReasons} note={t.reasonKept} onReason={setReason} />
        {error && <Problem error={error} act="care" />}
      </View>
    </Sheet>
  );
}
