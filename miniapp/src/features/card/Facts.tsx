import type { Card, Lot } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { cardTexts } from '@/i18n/card';
import { cardCareTexts } from '@/i18n/cardCare';
import {
  formatDate,
  formatDiscount,
  formatPointsRatio,
  formatPoints,
  inFours,
  lastDayOf,
} from '@/lib/format';
import { open } from '@/lib/nav';
import { Money } from '@/ui/Money';
import { Row, Rows } from '@/ui/Rows';

const live = (lots: readonly Lot[]) => lots.filter((lot) => lot.remainingFen > 0);

/** The balance by what it is made of; what is on hold only where there is some. */
export function BalanceParts({ card }: { card: Card }) {
  const t = useTexts(cardTexts);
  const { principalFen, bonusFen, heldFen } = card.balance;
  const parts: [string, number][] = [
    [t.principal, principalFen],
    [t.bonus, bonusFen],
    ...(heldFen > 0 ? [[t.held, heldFen] as [string, number]] : []),
  ];
  return (
    <View className="card-page__balance">
      {parts.map(([word, sum]) => (
        <View key={word} className="card-page__part">
          <Text className="card-page__part-word">{word}</Text>
          <Money fen={sum} className="card-page__part-sum" />
        </View>
      ))}
    </View>
  );
}

export function Benefits({ card }: { card: Card }) {
  const t = useTexts(cardTexts);
  const until = formatDate(card.validThrough, { year: true });
  return (
    <Rows heading={t.benefits}>
      <Row title={t.discount} value={formatDiscount(card.discountBp)} />
      <Row
        title={t.points}
        note={formatPointsRatio(card.pointsBp)}
        value={t.pointsNow(formatPoints(card.points))}
        onTap={() => open('points', { cardId: card.id })}
      />
      {card.tierName && <Row title={t.tier} value={card.tierName} />}
      <Row
        title={t.benefitsUntil}
        note={card.benefitsActive ? undefined : t.paused}
        value={until}
      />
    </Rows>
  );
}

export function Lots({ lots }: { lots: readonly Lot[] }) {
  const t = useTexts(cardTexts);
  const rows = live(lots);
  return (
    <Rows heading={t.lots}>
      {rows.map((lot) => (
        <Row
          key={lot.id}
          title={<Money fen={lot.remainingFen} className="card-page__change" />}
          note={t.from(lot.originStoreName)}
          value={
            <View>
              <Text className="row__title">{lot.kind === 'principal' ? t.principal : t.bonus}</Text>
              <Text className="row__note">
                {lot.expiresAt
                  ? t.expires(formatDate(lastDayOf(lot.expiresAt), { year: true }))
                  : t.never}
              </Text>
            </View>
          }
        />
      ))}
      {rows.length === 0 && (
        <View className="card-page__none">
          <Text>{t.noLots}</Text>
        </View>
      )}
    </Rows>
  );
}

export function About({ card }: { card: Card }) {
  const t = useTexts(cardTexts);
  const care = useTexts(cardCareTexts);
  return (
    <Rows heading={t.about}>
      <Row
        title={t.number}
        value={<Text className="card-page__code">{inFours(card.number)}</Text>}
      />
      <Row title={t.joinedOn} value={formatDate(card.joinedOn, { year: true })} />
      {card.homeStoreName && <Row title={t.homeStore} value={card.homeStoreName} />}
      <Row title={t.spent} value={<Money fen={card.spentFen} />} />
      {card.principalRoomFen !== undefined && (
        <Row
          title={care.room}
          note={care.roomNote(formatFen(card.principalCapFen))}
          value={<Money fen={card.principalRoomFen} />}
        />
      )}
    </Rows>
  );
}
