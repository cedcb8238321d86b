import { Button as WechatButton, Text, View, type ButtonProps } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useTexts } from '@/i18n';
import { signInTexts } from '@/i18n/signIn';
import { call } from '@/lib/client';
import { ApiError } from '@/lib/errors';
import { deviceId, sessionStore, startSession } from '@/lib/session';
import { useStore } from '@/lib/store';
import { useBusy } from '@/lib/useBusy';
import { Button } from '@/ui/Button';
import { toast, toastError } from '@/ui/toast';
import { land } from './land';

async function loginCode(): Promise<string> {
  try {
    return (await Taro.login()).code;
  } catch {
    throw new ApiError('wechatCodeInvalid');
  }
}

type PhoneEvent = Parameters<NonNullable<ButtonProps['onGetPhoneNumber']>>[0];

/** WeChat knows who it is; the phone number, asked once, finds the cards. */
export function WechatSignIn({ onUseSms }: { onUseSms: () => void }) {
  const t = useTexts(signInTexts);
  const session = useStore(sessionStore);
  const [busy, run] = useBusy();
  const signIn = () =>
    run(async () => {
      try {
        const code = await loginCode();
        const answer = await call('accounts.signInWithWechat', { code, deviceId: deviceId() });
        if (answer.needsPhone) startSession({ token: answer.token, user: answer.user });
        else land(answer);
      } catch (cause) {
        toastError(cause);
      }
    });
  const onPhone = ({ detail }: PhoneEvent) => {
    if (!detail.code) {
      toast(t.phoneRefused);
      return;
    }
    const { code } = detail;
    run(async () => {
      try {
        const { user } = await call('accounts.attachWechatPhone', { code });
        const current = sessionStore.get();
        if (current) land({ token: current.token, user });
      } catch (cause) {
        toastError(cause);
      }
    });
  };
  return (
    <View className="sign-in__form">
      {session ? (
        <>
          <View>
            <Text className="sign-in__step">{t.wechatPhoneTitle}</Text>
            <Text className="sign-in__sent">{t.wechatPhoneText}</Text>
          </View>
          <WechatButton
            className="tap button button--primary"
            openType="getPhoneNumber"
            hoverClass="none"
            onGetPhoneNumber={onPhone}
          >
            {t.withWechatPhone}
          </WechatButton>
        </>
      ) : (
        <Button busy={busy} onTap={signIn}>
          {t.withWechat}
        </Button>
      )}
      <Button kind="quiet" onTap={onUseSms}>
        {t.withSms}
      </Button>
    </View>
  );
}
