import type { Card } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { approvalTexts } from '@/i18n/approvals';
import { cardCareTexts } from '@/i18n/cardCare';
import { pinTexts } from '@/i18n/pin';
import { formatInstant } from '@/lib/format';
import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { Row, Rows } from '@/ui/Rows';
import { FreezeSheet } from './FreezeSheet';
import { LimitSheet } from './LimitSheet';
import { PinSheet } from './pin/PinSheet';
import { ReplaceSheet } from './ReplaceSheet';

const SHEETS = {
  freeze: FreezeSheet,
  unfreeze: FreezeSheet,
  replace: ReplaceSheet,
  limit: LimitSheet,
  pin: PinSheet,
};
export type CareAct = keyof typeof SHEETS;

interface CareProps {
  card: Card;
  onAct: (act: CareAct) => void;
}

/** Why the card is frozen and since when, and the way out where it is the member's. */
export function FrozenNote({ card, onAct }: CareProps) {
  const t = useTexts(cardCareTexts);
  // A card that was kept on the device before the reason was told has none.
  const freeze = card.freeze ?? null;
  if (card.status !== 'frozen') return null;
  const when = freeze && formatInstant(freeze.since);
  return (
    <View className="card-care__frozen">
      <View className="card-care__frozen-head">
        <Icon name="lock" />
        <Text className="card-care__frozen-title">{t.frozen}</Text>
      </View>
      {freeze && when && (
        <Text className="card-care__line">
          {freeze.by === 'member' ? t.byMember(when) : t.byStaff(when)}
        </Text>
      )}
      {freeze?.reason && <Text className="card-care__line">{t.reason(freeze.reason)}</Text>}
      <Text className="card-care__line">
        {t.coinsSafe}
        {freeze?.by === 'staff' ? ` ${t.askMerchant}` : ''}
      </Text>
      {freeze?.by === 'member' && (
        <Button kind="plain" onTap={() => onAct('unfreeze')}>
          {t.unfreeze}
        </Button>
      )}
    </View>
  );
}

/** What helps when a phone is lost. */
export function Safety({ card, onAct }: CareProps) {
  const t = useTexts(cardCareTexts);
  const limit = useTexts(approvalTexts);
  const pin = useTexts(pinTexts);
  // A card that was kept on the device before there were limits has none.
  const limitFen = card.approvalLimitFen ?? null;
  return (
    <Rows heading={t.heading}>
      {card.status === 'active' && (
        <Row icon="lock" title={t.freeze} note={t.freezeNote} onTap={() => onAct('freeze')} />
      )}
      <Row
        icon="phone"
        title={limit.limitTitle}
        note={limitFen === null ? limit.limitNone : limit.limitUpTo(formatFen(limitFen))}
        onTap={() => onAct('limit')}
      />
      <Row icon="counter" title={pin.title} note={pin.use} onTap={() => onAct('pin')} />
      <Row icon="refresh" title={t.replace} note={t.replaceNote} onTap={() => onAct('replace')} />
    </Rows>
  );
}

interface CareSheetsProps {
  card: Card;
  act: CareAct;
  onClose: () => void;
}

export function CareSheets({ card, act, onClose }: CareSheetsProps) {
  const OpenSheet = SHEETS[act];
  return <OpenSheet card={card} onClose={onClose} />;
}
