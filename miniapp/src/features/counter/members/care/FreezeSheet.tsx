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
import { Reason } from './Reason';

/** Staff freeze the card, with a reason that the member reads. */
export function FreezeSheet({ card, onClose, onDone }: CareSheetProps) {
  const t = useTexts(counterCareTexts);
  const { merchantId } = useCounter().place;
  const [reason, setReason] = useState('');
  const { busy, error, act } = useKeyedAct();
  const said = reason.trim();
  const freeze = () => {
    if (stoppedOffline()) return;
    act(async (options) => {
      await call('cards.freezeCard', { merchantId, cardId: card.id, reason: said }, options);
      toast(t.freezeDone, 'good');
      onDone();
    });
  };
  return (
    <Sheet
      title={t.freezeTitle(nameOf(card))}
      onClose={onClose}
      action={
        <Button icon="lock" busy={busy} disabled={said === ''} onTap={freeze}>
          {said ? t.acts.freeze : t.pickReason}
        </Button>
      }
    >
      <View className="care">
        <Text className="sheet-text sheet-text--quiet">
          {card.freeze ? t.freezeOver : t.freezeText}
        </Text>
        <Reason value={reason} usual={t.freezeReasons} note={t.reasonShown} onReason={setReason} />
        {error && <Problem error={error} act="care" />}
      </View>
    </Sheet>
  );
}
