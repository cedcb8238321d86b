import { View } from '@tarojs/components';
import { type ReactNode, useState } from 'react';
import { useTexts } from '@/i18n';
import { counterCareTexts } from '@/i18n/counterCare';
import { useKeyedAct } from '@/lib/useKeyedAct';
import { Button } from '@/ui/Button';
import type { IconName } from '@/ui/Icon';
import { Sheet } from '@/ui/Sheet';
import { toast } from '@/ui/toast';
import { stoppedOffline } from '../../network';
import { Problem } from '../../Problem';
import { Reason } from './Reason';

interface ReasonSheetProps {
  title: string;
  icon?: IconName;
  /** What the button does, and what is said once it is done. */
  word: string;
  done: string;
  /** The usual reasons, and who reads them. */
  usual: readonly string[];
  note: string;
  send: (reason: string, options: { idempotencyKey: string }) => Promise<unknown>;
  onDone: () => void;
  onClose: () => void;
  /** What the act means, above the reason. */
  children: ReactNode;
}

/** An act on a card that needs nothing but a reason. */
export function ReasonSheet(props: ReasonSheetProps) {
  const { title, icon, word, done, usual, note, send, onDone, onClose, children } = props;
  const t = useTexts(counterCareTexts);
  const [reason, setReason] = useState('');
  const { busy, error, act } = useKeyedAct();
  const said = reason.trim();
  const onTap = () => {
    if (stoppedOffline()) return;
    act(async (options) => {
      await send(said, options);
      toast(done, 'good');
      onDone();
    });
  };
  return (
    <Sheet
      title={title}
      onClose={onClose}
      action={
        <Button busy={busy} disabled={said === ''} onTap={onTap} {...(icon ? { icon } : {})}>
          {said ? word : t.pickReason}
        </Button>
      }
    >
      <View className="care">
        {children}
        <Reason value={reason} usual={usual} note={note} onReason={setReason} />
        {error && <Problem error={error} act="care" />}
      </View>
    </Sheet>
  );
}
