import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { approvalTexts } from '@/i18n/approvals';
import { slipTexts } from '@/i18n/counterSlips';
import { formatInstant } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Icon, type IconName } from '@/ui/Icon';
import { Money } from '@/ui/Money';
import { Notice } from '@/ui/Notice';
import { Tap } from '@/ui/Tap';
import { useCounter } from '../context';
import { mayReverse, reversalMsLeft, reversibleFen } from './mayReverse';
import { isTaking, useSlips, type Slip, type SlipKind } from './slips';
import './slips.scss';

const ICONS: Record<SlipKind, IconName> = {
  redeem: 'pay',
  recharge: 'coin',
  reverse: 'undo',
  hold: 'clock',
  capture: 'pay',
  release: 'undo',
  sellCard: 'gift',
};

/** What the act did to the member's coins. */
export function signedFen(slip: Slip): number {
  return isTaking(slip) || slip.kind === 'hold' ? -slip.amountFen : slip.amountFen;
}

function useSlipNote(slip: Slip): string | null {
  const t = useTexts(slipTexts);
  const asked = useTexts(approvalTexts);
  const { post, userId } = useCounter();
  if (slip.state === 'unknown') return t.unknownShort;
  if (slip.state === 'sending') return t.sending;
  const status = slip.kind === 'redeem' ? slip.answer?.redemption.status : undefined;
  if (status !== undefined && status !== 'done') return asked.statusShort[status];
  if (isTaking(slip) && slip.reversedFen > 0) {
    return reversibleFen(slip) === 0 ? t.reversedAll : t.reversedPart(formatFen(slip.reversedFen));
  }
  const leftMs = reversalMsLeft(slip, { role: post.role, userId }, Date.now());
  const isTimed = isTaking(slip) && leftMs > 0 && leftMs < Infinity;
  return isTimed ? t.undoLeft(Math.ceil(leftMs / 60_000)) : null;
}

function SlipRow({ slip }: { slip: Slip }) {
  const t = useTexts(slipTexts);
  const { post, userId, go, openSheet, reverse } = useCounter();
  const note = useSlipNote(slip);
  const isUnknown = slip.state === 'unknown';
  const show = () => {
    openSheet(null);
    go({ is: 'slip', key: slip.key });
  };
  return (
    <View className={`slip-row ${isUnknown ? 'slip-row--unknown' : ''}`}>
      <Tap className="slip-row__main" onTap={show}>
        <Icon name={isUnknown ? 'warn' : ICONS[slip.kind]} />
        <View className="slip-row__what">
          <Text className="slip-row__title">
            {t.kinds[slip.kind]} · {slip.who}
          </Text>
          <Text className="slip-row__note">
            {formatInstant(slip.at)}
            {note ? ` · ${note}` : ''}
          </Text>
        </View>
        <Money fen={signedFen(slip)} signed className="slip-row__sum" />
      </Tap>
      {isUnknown && slip.userId === userId && (
        <Button kind="plain" small onTap={show}>
          {t.askAgain}
        </Button>
      )}
      {mayReverse(slip, { role: post.role, userId }, Date.now()) && (
        <Button
          kind="plain"
          small
          onTap={() => {
            openSheet(null);
            reverse(slip.key);
          }}
        >
          {t.undo}
        </Button>
      )}
    </View>
  );
}

/** What this till did last on this device, with undo where it is still allowed. */
export function SlipList() {
  const t = useTexts(slipTexts);
  const { place } = useCounter();
  const slips = useSlips(place.storeId);
  if (slips.length === 0) return <Notice icon="counter" title={t.none} text={t.noneText} />;
  return (
    <View className="slip-list">
      {slips.map((slip) => (
        <SlipRow key={slip.key} slip={slip} />
      ))}
    </View>
  );
}
