import type { SmsPurpose } from '@merchant-coin/shared';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { counterMemberTexts } from '@/i18n/counterMembers';
import { call } from '@/lib/client';
import { useBusy } from '@/lib/useBusy';
import { useCountdown } from '@/lib/useCountdown';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { toastError } from '@/ui/toast';

export const SMS_DIGITS = 6;
const RESEND_SECONDS = 60;

interface SmsFieldProps {
  phone: string;
  purpose: Exclude<SmsPurpose, 'signIn'>;
  code: string;
  wrong: boolean;
  onCode: (code: string) => void;
  /** Shown until a code has been sent. */
  note?: string;
  /** The phone is not complete yet. */
  disabled?: boolean;
}

/** Sends a code to the member's phone and takes what the member reads out. */
export function SmsField(props: SmsFieldProps) {
  const { phone, purpose, code, wrong, onCode, note, disabled = false } = props;
  const t = useTexts(counterMemberTexts);
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [wait, setWait] = useCountdown();
  const [busy, run] = useBusy();
  const isSent = sentTo === phone;
  const waiting = isSent && wait > 0;
  const below = isSent ? t.codeSent : note;
  const send = () =>
    run(async () => {
      try {
        await call('accounts.requestSmsCode', { phone, purpose });
        setSentTo(phone);
        setWait(RESEND_SECONDS);
      } catch (cause) {
        toastError(cause);
      }
    });
  return (
    <Field
      label={t.code}
      kind="code"
      value={code}
      maxLength={SMS_DIGITS}
      placeholder={t.codePlaceholder}
      problem={wrong ? t.codeWrong : undefined}
      onInput={(text) => onCode(text.replace(/\D/g, '').slice(0, SMS_DIGITS))}
      trail={
        <Button kind="plain" small busy={busy} disabled={disabled || waiting} onTap={send}>
          {waiting ? t.resendIn(wait) : t.getCode}
        </Button>
      }
      {...(below === undefined ? {} : { note: below })}
    />
  );
}
