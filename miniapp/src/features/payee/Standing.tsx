import type { Payee } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { payeeTexts } from '@/i18n/payee';
import { a11y } from '@/lib/a11y';
import { formatInstant } from '@/lib/format';
import { Icon, type IconName } from '@/ui/Icon';

type Tone = 'none' | Payee['state'];

const ICONS: Record<Tone, IconName> = {
  none: 'info',
  untested: 'clock',
  ready: 'check',
  refused: 'warn',
};

/** Whether the account works, at the top of the page: by icon, word and colour. */
export function Standing({ payee }: { payee: Payee | null }) {
  const t = useTexts(payeeTexts);
  const tone = payee?.state ?? 'none';
  const words = {
    none: () => t.none,
    untested: () => t.untested,
    ready: () => t.ready(formatInstant(payee?.testedAt ?? payee?.enteredAt ?? '')),
    refused: () => t.refused(t.problems[payee?.problem ?? 'keys']),
  };
  const { title, text } = words[tone]();
  // The last test found nobody to ask: what was known before stays.
  const isUnasked = payee?.problem === 'outage';
  return (
    <View className={`payee__standing payee__standing--${tone}`} {...a11y({ live: 'polite' })}>
      <Icon name={ICONS[tone]} className="payee__standing-icon" />
      <View className="payee__standing-main">
        <Text className="payee__standing-title">{title}</Text>
        <Text className="payee__standing-text">{isUnasked ? t.problems.outage : text}</Text>
      </View>
    </View>
  );
}
