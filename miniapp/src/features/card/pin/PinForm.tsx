import { PIN_DIGITS } from '@merchant-coin/shared/cards/rules';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { pinTexts } from '@/i18n/pin';
import { call } from '@/lib/client';
import { useBusy } from '@/lib/useBusy';
import { useCountdown } from '@/lib/useCountdown';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Sheet } from '@/ui/Sheet';
import { toastError } from '@/ui/toast';
import { usePinForm } from './usePinForm';

const RESEND_SECONDS = 60;

function GetCode({ cardId, onSent }: { cardId: string; onSent: () => void }) {
  const t = useTexts(pinTexts);
  const [wait, setWait] = useCountdown();
  const [busy, run] = useBusy();
  const send = () =>
    run(async () => {
      try {
        await call('cards.requestPinCode', { cardId });
        setWait(RESEND_SECONDS);
        onSent();
      } catch (cause) {
        toastError(cause);
      }
    });
  return (
    <Button kind="plain" small busy={busy} disabled={wait > 0} onTap={send}>
      {wait > 0 ? t.resendIn(wait) : t.getCode}
    </Button>
  );
}

interface PinFormProps {
  cardId: string;
  title: string;
  onClose: () => void;
}

/** A new PIN, twice, and the code that came to the phone. */
export function PinForm({ cardId, title, onClose }: PinFormProps) {
  const t = useTexts(pinTexts);
  const { typed, problems, type, busy, save } = usePinForm(cardId, onClose);
  const [isSent, setSent] = useState(false);
  return (
    <Sheet
      title={title}
      onClose={onClose}
      action={
        <Button busy={busy} onTap={save}>
          {busy ? t.saving : t.save}
        </Button>
      }
    >
      <View className="card-care">
        <Field
          label={t.pin}
          kind="pin"
          focus
          value={typed.pin}
          maxLength={PIN_DIGITS}
          note={t.pinNote}
          problem={problems.pin}
          onInput={type('pin')}
        />
        <Field
          label={t.again}
          kind="pin"
          value={typed.again}
          maxLength={PIN_DIGITS}
          problem={problems.again}
          onInput={type('again')}
        />
        <Field
          label={t.code}
          kind="code"
          value={typed.smsCode}
          maxLength={PIN_DIGITS}
          note={isSent ? t.codeSent : t.codeNote}
          problem={problems.smsCode}
          trail={<GetCode cardId={cardId} onSent={() => setSent(true)} />}
          onInput={type('smsCode')}
          onConfirm={save}
        />
      </View>
    </Sheet>
  );
}
