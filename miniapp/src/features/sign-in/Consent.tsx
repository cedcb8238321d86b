import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { signInTexts } from '@/i18n/signIn';
import { a11y } from '@/lib/a11y';
import { open } from '@/lib/nav';
import { Icon } from '@/ui/Icon';
import { Tap } from '@/ui/Tap';

function Documents() {
  const t = useTexts(signInTexts);
  return (
    <>
      <Tap className="consent__link" onTap={() => open('legal', { text: 'agreement' })}>
        {t.agreement}
      </Tap>
      <Text>{t.and}</Text>
      <Tap className="consent__link" onTap={() => open('legal', { text: 'privacy' })}>
        {t.privacyPolicy}
      </Tap>
    </>
  );
}

interface ConsentTickProps {
  ticked: boolean;
  onTick: (ticked: boolean) => void;
  problem: string | undefined;
}

/** Ticked by the person, never beforehand: without it no code is sent. */
export function ConsentTick({ ticked, onTick, problem }: ConsentTickProps) {
  const t = useTexts(signInTexts);
  return (
    <View>
      <View className="consent">
        <Tap
          className="consent__tick"
          label={t.consentLabel}
          checked={ticked}
          onTap={() => onTick(!ticked)}
        >
          <View className={`consent__box ${ticked ? 'consent__box--on' : ''}`}>
            {ticked && <Icon name="check" />}
          </View>
        </Tap>
        <View className="consent__words">
          <Text onClick={() => onTick(!ticked)} {...a11y({ hidden: true })}>
            {t.consentRead}
          </Text>
          <Documents />
        </View>
      </View>
      {problem && (
        <Text className="consent__problem" {...a11y({ live: 'polite' })}>
          {problem}
        </Text>
      )}
    </View>
  );
}

/** What pressing WeChat's own button says. */
export function ConsentLine() {
  const t = useTexts(signInTexts);
  return (
    <View className="consent__words consent__words--centred">
      <Text>{t.consentByPressing}</Text>
      <Documents />
    </View>
  );
}
