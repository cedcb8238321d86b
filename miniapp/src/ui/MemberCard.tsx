import type { CardFace } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { cardFaceTexts } from '@/i18n/cardFace';
import { commonTexts } from '@/i18n/common';
import { paintOf } from '@/lib/colour';
import { benefitsEndIn } from '@/lib/endings';
import { formatDate } from '@/lib/format';
import { Icon } from './Icon';
import { Money } from './Money';
import './MemberCard.scss';

/** 10,000 yuan: its seven digits are set smaller. */
const LONG_FROM_FEN = 1_000_000;

function Validity({ card }: { card: CardFace }) {
  const t = useTexts(cardFaceTexts);
  const common = useTexts(commonTexts);
  const days = benefitsEndIn(card);
  if (!card.benefitsActive) return null;
  return days !== null ? (
    <Text className="member-card__chip">{common.endsIn(days)}</Text>
  ) : (
    <Text>{t.validThrough(formatDate(card.validThrough, { year: true }))}</Text>
  );
}

function Band({ card }: { card: CardFace }) {
  const t = useTexts(cardFaceTexts);
  if (card.status === 'frozen') {
    return (
      <View className="member-card__band">
        <Icon name="lock" />
        <Text>{t.frozen}</Text>
      </View>
    );
  }
  if (card.benefitsActive) return null;
  return (
    <View className="member-card__band member-card__band--paused">
      <Icon name="info" />
      <Text>{t.paused}</Text>
    </View>
  );
}

/** The member's card as one recognises it: the merchant's colour, mark and name, and the balance, large. */
export function MemberCard({ card }: { card: CardFace }) {
  const t = useTexts(cardFaceTexts);
  const { merchant } = card;
  const { spendableFen } = card.balance;
  const dulled = card.status === 'frozen' || !card.benefitsActive;
  const paint = paintOf(dulled ? '' : merchant.colour);
  return (
    <View
      className="member-card"
      style={{
        background: `linear-gradient(150deg, ${paint.ground} 40%, ${paint.groundEnd})`,
        color: paint.text,
      }}
    >
      <View className="member-card__face">
        <View className="member-card__top">
          <Text className="member-card__mark">{merchant.mark}</Text>
          <Text className="member-card__name">{merchant.name}</Text>
          <Text className="member-card__type">{card.typeName}</Text>
        </View>
        <View className="member-card__gap" />
        <Money
          fen={spendableFen}
          className={`member-card__balance ${spendableFen >= LONG_FROM_FEN ? 'member-card__balance--long' : ''}`}
        />
        <View className="member-card__bottom">
          <Text className="member-card__digits">{t.lastFour(card.number.slice(-4))}</Text>
          <Validity card={card} />
        </View>
      </View>
      <Band card={card} />
      <View className="member-card__edge" />
    </View>
  );
}
