import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { meTexts } from '@/i18n/me';
import { changeSettings, settingsStore, type LanguageChoice, type TextSize } from '@/lib/settings';
import { useStore } from '@/lib/store';
import { Rows } from '@/ui/Rows';
import { Segments } from '@/ui/Segments';
import { SwitchRow } from '@/ui/SwitchRow';

const LANGUAGES: readonly LanguageChoice[] = ['system', 'zh-CN', 'en'];
const SIZES: readonly TextSize[] = ['standard', 'large', 'larger'];

/** What is set on this device alone. */
export function Settings() {
  const t = useTexts(meTexts);
  const { language, textSize, elder } = useStore(settingsStore);
  return (
    <Rows heading={t.settings}>
      <View className="me__setting">
        <Text className="me__setting-word">{t.language}</Text>
        <Segments
          label={t.language}
          options={LANGUAGES.map((value) => ({ value, word: t.languages[value] }))}
          value={language}
          onChange={(value) => changeSettings({ language: value })}
        />
      </View>
      <View className="me__setting">
        <Text className="me__setting-word">{t.textSize}</Text>
        <Segments
          label={t.textSize}
          options={SIZES.map((value) => ({ value, word: t.sizes[value] }))}
          value={textSize}
          onChange={(value) => changeSettings({ textSize: value })}
        />
      </View>
      <SwitchRow
        title={t.elder}
        note={t.elderNote}
        isOn={elder}
        onChange={(isOn) => changeSettings({ elder: isOn })}
      />
    </Rows>
  );
}
