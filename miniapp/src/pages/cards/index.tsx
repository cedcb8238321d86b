import type { CardFace } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useEffect } from 'react';
import { ApprovalPrompt } from '@/ui/ApprovalPrompt';
import { useTexts } from '@/i18n';
import { cardsTexts } from '@/i18n/cards';
import { inUseOrder, useMyCards } from '@/lib/cards';
import { paintOf } from '@/lib/colour';
import { hourNow } from '@/lib/format';
import { open } from '@/lib/nav';
import { keepPayKeys } from '@/lib/payKeys';
import { sessionStore } from '@/lib/session';
import { useStore } from '@/lib/store';
import { Button } from '@/ui/Button';
import { Icon } from '@/ui/Icon';
import { MemberCard } from '@/ui/MemberCard';
import { Money } from '@/ui/Money';
import { Notice } from '@/ui/Notice';
import { Screen } from '@/ui/Screen';
import { contentOf } from '@/ui/screenState';
import { Skeleton } from '@/ui/Skeleton';
import type { ScreenState } from '@/ui/StateView';
import { Tap } from '@/ui/Tap';
import './index.scss';

const openCard = (card: CardFace) => open('card', { cardId: card.id });

/** A card below the first: enough to recognise it and to see what is on it. */
function CardStrip({ card }: { card: CardFace }) {
  const paint = paintOf(
    card.status === 'active' && card.benefitsActive ? card.merchant.colour : '',
  );
  return (
    <Tap
      className="cards__strip"
      style={{ background: paint.ground, color: paint.text }}
      onTap={() => openCard(card)}
    >
      <Text className="cards__strip-mark">{card.merchant.mark}</Text>
      <Text className="cards__strip-name">{card.merchant.name}</Text>
      {card.status === 'frozen' && <Icon name="lock" />}
      {card.status === 'active' && !card.benefitsActive && <Icon name="clock" />}
      <Money fen={card.balance.spendableFen} className="cards__strip-balance" />
    </Tap>
  );
}

function Stack({ cards }: { cards: CardFace[] }) {
  const t = useTexts(cardsTexts);
  const [first, ...others] = cards;
  return (
    <View>
      {first && (
        <Tap className="cards__card" onTap={() => openCard(first)}>
          <MemberCard card={first} />
        </Tap>
      )}
      {others.map((card) => (
        <CardStrip key={card.id} card={card} />
      ))}
      <Tap className="cards__join" onTap={() => open('find')}>
        <Icon name="plus" />
        {t.join}
      </Tap>
    </View>
  );
}

function NoCards() {
  const t = useTexts(cardsTexts);
  return (
    <Notice
      icon="cards"
      title={t.emptyTitle}
      text={t.emptyText}
      action={<Button onTap={() => open('find')}>{t.find}</Button>}
    />
  );
}

function useKeptPayKeys(cards: CardFace[] | undefined): void {
  const ids = cards?.map((card) => card.id).join(' ') ?? '';
  useEffect(() => {
    if (ids) void keepPayKeys(ids.split(' '));
  }, [ids]);
}

export default function CardsPage() {
  const t = useTexts(cardsTexts);
  const resource = useMyCards();
  const name = useStore(sessionStore)?.user.name ?? '';
  const cards = inUseOrder(resource.data ?? []);
  useKeptPayKeys(resource.data);
  const content = contentOf(resource);
  const state: ScreenState =
    content.is === 'content' && cards.length === 0 ? { is: 'empty', show: <NoCards /> } : content;
  const [first] = cards;
  return (
    <Screen
      tab="cards"
      leave="none"
      state={state}
      skeleton={<Skeleton cards={1} rows={2} />}
      overlay={<ApprovalPrompt />}
      action={
        content.is === 'content' &&
        first && (
          <View className="cards__acts">
            <Button icon="pay" onTap={() => open('payCode', { cardId: first.id })}>
              {t.pay}
            </Button>
            {first.status === 'active' && (
              <Button kind="plain" onTap={() => open('recharge', { cardId: first.id })}>
                {t.recharge}
              </Button>
            )}
          </View>
        )
      }
    >
      <View className="cards__head">
        <Text className="cards__greeting">{t.greeting(hourNow(), name)}</Text>
        <Text className="cards__count">{t.cardCount(cards.length)}</Text>
      </View>
      <Stack cards={cards} />
    </Screen>
  );
}
