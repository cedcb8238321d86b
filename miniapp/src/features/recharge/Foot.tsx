import { formatFen } from '@merchant-coin/shared/kernel/money';
import { DAY_MS } from '@merchant-coin/shared/kernel/time';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { errorTexts, inOneLine } from '@/i18n/errors';
import { rechargeTexts } from '@/i18n/recharge';
import { a11y } from '@/lib/a11y';
import { serverNow } from '@/lib/clock';
import { dateOf, formatDate } from '@/lib/format';
import { CAN_PAY } from '@/lib/pay';
import { Button } from '@/ui/Button';
import type { Plan } from './plan';
import type { Unpaid } from './usePaying';
import type { RechargeForm } from './useRecharge';

/** What is paid and what it brings, in one sentence. */
function Sentence({ plan }: { plan: Plan }) {
  const t = useTexts(rechargeTexts);
  const { amountFen, offer, bonusFen } = plan;
  const pay = formatFen(amountFen);
  if (!offer || bonusFen === 0) return <Text className="recharge__said">{t.sentence(pay)}</Text>;
  const endsAt = new Date(serverNow() + offer.bonusValidDays * DAY_MS).toISOString();
  const parts = {
    pay,
    get: formatFen(amountFen + bonusFen),
    bonus: formatFen(bonusFen),
    until: formatDate(dateOf(endsAt), { year: true }),
  };
  return (
    <Text className="recharge__said" {...a11y({ live: 'polite' })}>
      {t.sentenceBonus(parts)}
    </Text>
  );
}

function useWords(): (unpaid: Unpaid) => { title: string; text: string } {
  const t = useTexts(rechargeTexts);
  const errors = useTexts(errorTexts);
  const isWhyNot = (reason: unknown): reason is keyof typeof t.whyNot =>
    typeof reason === 'string' && reason in t.whyNot;
  return (unpaid) => {
    if (unpaid.is !== 'refused') return t.unpaid[unpaid.is];
    const { code, details } = unpaid.error;
    if (code === 'conflict' && details.reason === 'offerChanged') return t.offerChanged;
    if (code === 'conflict' && details.reason === 'contractChanged') return t.contractChanged;
    const common = errors[code];
    if (code === 'rechargeUnavailable' && isWhyNot(details.reason)) return t.whyNot[details.reason];
    return t.refusals[code] ?? { title: common.title, text: inOneLine(common) };
  };
}

/** Why nothing is paid yet, and what paying once more would do. */
export function NotPaid({ unpaid }: { unpaid: Unpaid }) {
  const { title, text } = useWords()(unpaid);
  const tone = unpaid.is === 'cancel' ? '' : 'recharge__problem--bad';
  return (
    <View className={`recharge__problem ${tone}`} {...a11y({ role: 'alert', live: 'assertive' })}>
      <Text className="recharge__problem-title">{title}</Text>
      <Text className="recharge__problem-text">{text}</Text>
    </View>
  );
}

/** The one button, and above it what it will do or why it has not. */
export function Foot({ form }: { form: RechargeForm }) {
  const t = useTexts(rechargeTexts);
  const { plan, unpaid, busy, submit } = form;
  if (!CAN_PAY) return <Text className="recharge__said">{t.inWechat}</Text>;
  return (
    <View className="recharge__foot">
      {unpaid ? <NotPaid unpaid={unpaid} /> : plan.wish && <Sentence plan={plan} />}
      <Button busy={busy} disabled={plan.wish === null} onTap={submit}>
        {plan.amountFen > 0 ? t.pay(formatFen(plan.amountFen)) : t.payEmpty}
      </Button>
    </View>
  );
}
