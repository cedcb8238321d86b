import { CONSENT_VERSION, isPhone } from '@merchant-coin/shared/accounts/rules';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { signInTexts } from '@/i18n/signIn';
import { call } from '@/lib/client';
import { ApiError } from '@/lib/errors';
import { deviceId, startSession } from '@/lib/session';
import { useBusy } from '@/lib/useBusy';
import { useCountdown } from '@/lib/useCountdown';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Icon } from '@/ui/Icon';
import { toastError } from '@/ui/toast';
import { ConsentTick } from './Consent';
import { land } from './land';

const RESEND_SECONDS = 60;
const CODE_DIGITS = 6;

const onlyDigits = (text: string, most: number) => text.replace(/\D/g, '').slice(0, most);
const spaced = (phone: string) => phone.replace(/^(\d{3})(\d{4})/, '$1 $2 ');

interface PhoneStepProps {
  phone: string;
  onPhone: (phone: string) => void;
  busy: boolean;
  onSend: () => void;
}

function PhoneStep({ phone, onPhone, busy, onSend }: PhoneStepProps) {
  const t = useTexts(signInTexts);
  const [touched, setTouched] = useState(false);
  const [agreed, setAgreed] = useState(false);
  const send = () => {
    setTouched(true);
    if (isPhone(phone) && agreed) onSend();
  };
  return (
    <View className="sign-in__form">
      <Field
        label={t.phone}
        kind="phone"
        value={phone}
        maxLength={13}
        focus
        placeholder={t.phonePlaceholder}
        note={t.phoneNote}
        problem={touched && !isPhone(phone) ? t.phoneWrong : undefined}
        lead={<Text className="sign-in__prefix">+86</Text>}
        onInput={(text) => onPhone(onlyDigits(text, 11))}
        onConfirm={send}
      />
      <ConsentTick
        ticked={agreed}
        onTick={setAgreed}
        problem={touched && isPhone(phone) && !agreed ? t.consentMissing : undefined}
      />
      <Button busy={busy} onTap={send}>
        {t.getCode}
      </Button>
    </View>
  );
}

interface CodeStepProps {
  phone: string;
  resendIn: number;
  onResend: () => void;
  onOtherPhone: () => void;
}

function CodeStep({ phone, resendIn, onResend, onOtherPhone }: CodeStepProps) {
  const t = useTexts(signInTexts);
  const [code, setCode] = useState('');
  const [wrong, setWrong] = useState(false);
  const [busy, run] = useBusy();
  const verify = (complete: string) =>
    run(async () => {
      try {
        const answer = await call('accounts.verifySmsCode', {
          phone,
          code: complete,
          deviceId: deviceId(),
          // The code was only sent to who had ticked it.
          consentVersion: CONSENT_VERSION,
        });
        startSession(answer);
        land(answer.user);
      } catch (cause) {
        if (cause instanceof ApiError && cause.code === 'smsCodeInvalid') setWrong(true);
        else toastError(cause);
      }
    });
  const onInput = (text: string) => {
    const digits = onlyDigits(text, CODE_DIGITS);
    setCode(digits);
    setWrong(false);
    if (digits.length === CODE_DIGITS && digits !== code) verify(digits);
  };
  return (
    <View className="sign-in__form">
      <View>
        <Text className="sign-in__step">{t.codeTitle}</Text>
        <Text className="sign-in__sent">{t.sentTo(spaced(phone))}</Text>
      </View>
      <View className="sign-in__code">
        <Field
          label={t.code}
          hideLabel
          kind="code"
          value={code}
          maxLength={CODE_DIGITS}
          focus
          placeholder={t.code}
          problem={wrong ? t.codeWrong : undefined}
          onInput={onInput}
        />
      </View>
      <Button busy={busy} disabled={code.length < CODE_DIGITS} onTap={() => verify(code)}>
        {t.signIn}
      </Button>
      <View className="sign-in__choices">
        <Button kind="quiet" small disabled={resendIn > 0} onTap={onResend}>
          {resendIn > 0 ? t.resendIn(resendIn) : t.resend}
        </Button>
        <Button kind="quiet" small onTap={onOtherPhone}>
          {t.otherPhone}
        </Button>
      </View>
    </View>
  );
}

interface PhoneSignInProps {
  /** Why WeChat's own number is not used, where it was tried. */
  why: string | undefined;
  /** Back to WeChat's button, where there is one. */
  onUseWechat: (() => void) | undefined;
}

/** Phone number, then the code from the message. */
export function PhoneSignIn({ why, onUseWechat }: PhoneSignInProps) {
  const t = useTexts(signInTexts);
  const [phone, setPhone] = useState('');
  const [sentTo, setSentTo] = useState<string | null>(null);
  const [resendIn, waitToResend] = useCountdown();
  const [busy, run] = useBusy();
  const send = () =>
    run(async () => {
      try {
        await call('accounts.requestSmsCode', { phone });
        setSentTo(phone);
        waitToResend(RESEND_SECONDS);
      } catch (cause) {
        toastError(cause);
      }
    });
  if (sentTo === null) {
    return (
      <>
        {why && (
          <View className="sign-in__why">
            <Icon name="info" />
            <Text>{why}</Text>
          </View>
        )}
        <PhoneStep phone={phone} onPhone={setPhone} busy={busy} onSend={send} />
        {onUseWechat && (
          <Button kind="quiet" onTap={onUseWechat}>
            {t.backToWechatPhone}
          </Button>
        )}
      </>
    );
  }
  return (
    <CodeStep
      key={sentTo}
      phone={sentTo}
      resendIn={resendIn}
      onResend={send}
      onOtherPhone={() => {
        setSentTo(null);
        waitToResend(0);
      }}
    />
  );
}
