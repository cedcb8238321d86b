import { Text, View } from '@tarojs/components';
import Taro from '@tarojs/taro';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { signInTexts } from '@/i18n/signIn';
import { IS_WEAPP } from '@/lib/platform';
import { Icon } from '@/ui/Icon';
import { Screen } from '@/ui/Screen';
import type { Fallback } from './fallback';
import { PhoneSignIn } from './PhoneSignIn';
import { WechatSignIn } from './WechatSignIn';
import './index.scss';

/** Whoever came from a page that is open to all may go back to it. */
const isAlone = () => Taro.getCurrentPages().length < 2;

export default function SignInPage() {
  const t = useTexts(signInTexts);
  const [bySms, setBySms] = useState(!IS_WEAPP);
  const [why, setWhy] = useState<Fallback | null>(null);
  const toSms = (fallback: Fallback | null) => {
    setWhy(fallback);
    setBySms(true);
  };
  return (
    <Screen guest leave={isAlone() ? 'none' : 'back'}>
      <View className="sign-in__head">
        <View className="sign-in__mark">
          <Icon name="cards" />
        </View>
        <Text className="sign-in__name">{t.title}</Text>
        <Text className="sign-in__slogan">{t.slogan}</Text>
      </View>
      {bySms ? (
        <PhoneSignIn
          why={why ? t.fallbacks[why] : undefined}
          onUseWechat={IS_WEAPP ? () => setBySms(false) : undefined}
        />
      ) : (
        <WechatSignIn onUseSms={toSms} />
      )}
    </Screen>
  );
}
