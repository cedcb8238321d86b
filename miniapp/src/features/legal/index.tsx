import { CONSENT_VERSION } from '@merchant-coin/shared/accounts/rules';
import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useTexts } from '@/i18n';
import { legalTexts } from '@/i18n/legal';
import { a11y } from '@/lib/a11y';
import { Screen } from '@/ui/Screen';
import './index.scss';

/** The user agreement or the privacy policy, for anyone to read. */
export default function LegalPage() {
  const t = useTexts(legalTexts);
  const text = useRouter().params['text'] === 'privacy' ? t.privacy : t.agreement;
  return (
    <Screen guest title={text.title}>
      <Text className="legal__version">{t.version(CONSENT_VERSION)}</Text>
      {text.sections.map(({ heading, words }) => (
        <View key={heading} className="legal__section">
          <Text className="legal__heading" {...a11y({ role: 'heading' })}>
            {heading}
          </Text>
          <Text className="legal__words">{words}</Text>
        </View>
      ))}
    </Screen>
  );
}
