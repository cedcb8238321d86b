import { Button as WechatButton, Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { privacyTexts } from '@/i18n/privacy';
import { AGREE_BUTTON_ID, openPrivacyGuide, privacyAsked } from '@/lib/privacy';
import { useStore } from '@/lib/store';
import { Button } from './Button';
import { Sheet } from './Sheet';
import './PrivacySheet.scss';

/** Asks for WeChat before it hands out the first personal datum. Closing it is a no. */
export function PrivacySheet() {
  const t = useTexts(privacyTexts);
  const answer = useStore(privacyAsked);
  if (!answer) return null;
  return (
    <Sheet
      title={t.title}
      onClose={() => answer({ event: 'disagree' })}
      action={
        <WechatButton
          id={AGREE_BUTTON_ID}
          className="tap button button--primary"
          openType="agreePrivacyAuthorization"
          hoverClass="none"
          onAgreePrivacyAuthorization={() => answer({ event: 'agree', buttonId: AGREE_BUTTON_ID })}
        >
          {t.agree}
        </WechatButton>
      }
    >
      <Text className="privacy-sheet__text">{t.text}</Text>
      <View className="privacy-sheet__guide">
        <Button kind="quiet" small onTap={openPrivacyGuide}>
          {t.guide}
        </Button>
      </View>
    </Sheet>
  );
}
