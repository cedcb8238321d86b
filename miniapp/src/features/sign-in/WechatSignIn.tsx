import { CONSENT_VERSION } from '@merchant-coin/shared/accounts/rules';
import { Button as WechatButton, Text, View } from '@tarojs/components';
import { useEffect } from 'react';
import { useTexts } from '@/i18n';
import { signInTexts } from '@/i18n/signIn';
import { call } from '@/lib/client';
import { hasSignedOut, sessionStore, startSession } from '@/lib/session';
import { useStore } from '@/lib/store';
import { useBusy } from '@/lib/useBusy';
import { signInByWechat } from '@/lib/wechatSignIn';
import { Button } from '@/ui/Button';
import { toastError } from '@/ui/toast';
import { ConsentLine } from './Consent';
import { land } from './land';
import { type Fallback, fallbackOfAnswer, fallbackOfEvent, type PhoneDetail } from './fallback';

interface WechatSignInProps {
  /** Goes on by SMS: chosen (null), or because WeChat's number cannot be had. */
  onUseSms: (why: Fallback | null) => void;
}

/** WeChat knows who it is; the phone number, asked once, finds the cards. */
export function WechatSignIn({ onUseSms }: WechatSignInProps) {
  const session = useStore(sessionStore);
  const t = useTexts(signInTexts);
  return (
    <View className="sign-in__form">
      {session ? <PhoneButton onUseSms={onUseSms} /> : <WechatButtonStep />}
      <Button kind="quiet" onTap={() => onUseSms(null)}>
        {t.withSms}
      </Button>
    </View>
  );
}

/** Only seen where the silent sign-in has failed, or after signing out. */
function WechatButtonStep() {
  const t = useTexts(signInTexts);
  const [busy, run] = useBusy();
  useEffect(() => {
    if (hasSignedOut()) return;
    run(() => signInByWechat().then(landIfComplete, () => undefined));
  }, [run]);
  return (
    <Button busy={busy} onTap={() => run(() => signInByWechat().then(landIfComplete, toastError))}>
      {t.withWechat}
    </Button>
  );
}

function landIfComplete(user: Parameters<typeof land>[0]): void {
  if (user.phone !== null) land(user);
}

function PhoneButton({ onUseSms }: WechatSignInProps) {
  const t = useTexts(signInTexts);
  const [busy, run] = useBusy();
  const attach = (code: string) =>
    run(async () => {
      try {
        const consentVersion = CONSENT_VERSION;
        const { user } = await call('accounts.attachWechatPhone', { code, consentVersion });
        const current = sessionStore.get();
        if (!current) return;
        startSession({ token: current.token, user });
        land(user);
      } catch (cause) {
        const why = fallbackOfAnswer(cause);
        if (why) onUseSms(why);
        else toastError(cause);
      }
    });
  const onPhone = (detail: PhoneDetail) => {
    if (detail.code) attach(detail.code);
    else onUseSms(fallbackOfEvent(detail));
  };
  return (
    <>
      <View>
        <Text className="sign-in__step">{t.wechatPhoneTitle}</Text>
        <Text className="sign-in__sent">{t.wechatPhoneText}</Text>
      </View>
      <WechatButton
        className={`tap button button--primary ${busy ? 'tap--disabled' : ''}`}
        openType="getPhoneNumber"
        hoverClass="none"
        onGetPhoneNumber={({ detail }) => onPhone(detail)}
      >
        {t.withWechatPhone}
      </WechatButton>
      <ConsentLine />
    </>
  );
}
