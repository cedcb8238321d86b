import type { RechargeOffer } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { DAY_MS } from '@merchant-coin/shared/kernel/time';
import { Text } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { counterMemberTexts } from '@/i18n/counterMembers';
import { a11y } from '@/lib/a11y';
import { serverNow } from '@/lib/clock';
import { dateOf, formatDate } from '@/lib/format';

interface SentenceProps {
  tender: string;
  amountFen: number;
  /** The step that the sum reaches. */
  offer: RechargeOffer | null;
}

/** What is paid and what it brings, in one sentence to read out to the member. */
export function Sentence({ tender, amountFen, offer }: SentenceProps) {
  const t = useTexts(counterMemberTexts);
  const pay = formatFen(amountFen);
  if (!offer || offer.bonusFen === 0) {
    return <Text className="recharge__sentence">{t.sentence(tender, pay)}</Text>;
  }
  const { bonusFen, bonusValidDays } = offer;
  const until = dateOf(new Date(serverNow() + bonusValidDays * DAY_MS).toISOString());
  return (
    <Text className="recharge__sentence" {...a11y({ live: 'polite' })}>
      {t.sentenceBonus({
        tender,
        pay,
        get: formatFen(amountFen + bonusFen),
        bonus: formatFen(bonusFen),
        until: formatDate(until, { year: true }),
      })}
    </Text>
  );
}
