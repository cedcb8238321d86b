import type { Card } from '@merchant-coin/shared';
import { View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { commonTexts } from '@/i18n/common';
import { payCodeTexts } from '@/i18n/payCode';
import { a11y } from '@/lib/a11y';
import { isUnanswered } from '@/lib/errors';
import { open } from '@/lib/nav';
import { useBusy } from '@/lib/useBusy';
import { Button } from '@/ui/Button';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Notice } from '@/ui/Notice';
import type { PayCodeState } from './usePayCode';

/** A code is on its way: what comes has its place already. */
function NotYet() {
  const common = useTexts(commonTexts);
  return (
    <View {...a11y({ role: 'status', label: common.loading })}>
      <View className="pay-code__panel" />
      <View className="pay-code__time" />
    </View>
  );
}

interface ObstacleProps {
  card: Card | undefined;
  lockedSeconds: number;
  payCode: PayCodeState;
}

/** Why there is no code to show, and the one thing to do about it. */
export function Obstacle({ card, lockedSeconds, payCode }: ObstacleProps) {
  const t = useTexts(payCodeTexts);
  const [busy, run] = useBusy();
  const { error, ask } = payCode;
  if (card?.status === 'frozen') {
    if (card.freeze?.by !== 'member') {
      return <Notice icon="lock" title={t.frozenTitle} text={t.frozenText} />;
    }
    return (
      <Notice
        icon="lock"
        title={t.frozenTitle}
        text={t.frozenByYou}
        action={<Button onTap={() => open('card', { cardId: card.id })}>{t.toCard}</Button>}
      />
    );
  }
  if (lockedSeconds > 0) {
    return (
      <Notice
        icon="lock"
        title={t.lockedTitle}
        text={t.lockedText}
        small={t.lockedFor(lockedSeconds)}
      />
    );
  }
  if (!error) return <NotYet />;
  if (error.code === 'payDeviceElsewhere') {
    return (
      <Notice
        icon="phone"
        title={t.elsewhereTitle}
        text={t.elsewhereText}
        action={
          <Button busy={busy} onTap={() => run(() => ask(true))}>
            {t.takeOver}
          </Button>
        }
      />
    );
  }
  if (isUnanswered(error)) {
    return (
      <Notice
        icon="offline"
        title={t.firstTimeTitle}
        text={t.firstTimeText}
        action={
          <Button busy={busy} onTap={() => run(() => ask())}>
            {t.retry}
          </Button>
        }
      />
    );
  }
  return <ErrorNotice error={error} onRetry={() => run(() => ask())} />;
}
