import type { Refund } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { refundTexts } from '@/i18n/counterRefunds';
import { refundStoryTexts } from '@/i18n/refundStory';
import { Money } from '@/ui/Money';

interface WaitingHeadProps {
  refund: Refund;
  title: string;
  text: string;
}

/** How much is to go back and why, and what it waits for. */
export function WaitingHead({ refund, title, text }: WaitingHeadProps) {
  const t = useTexts(refundTexts);
  const story = useTexts(refundStoryTexts);
  return (
    <View className="refund__waiting">
      <Text className="refund__label">{title}</Text>
      <Money fen={refund.refundFen} className="refund__figure" />
      <Text className="refund__note">
        {t.reasons[refund.reason]} · {story.views[refund.view]}
      </Text>
      <Text className="refund__note">{text}</Text>
    </View>
  );
}
