import type { CardFace } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { useTexts } from '@/i18n';
import { cardFaceTexts } from '@/i18n/cardFace';
import { cardsTexts } from '@/i18n/cards';
import { commonTexts } from '@/i18n/common';
import { inUseOrder, useLatestEntries, useMyCard, useMyCards } from '@/lib/cards';
import { paintOf } from '@/lib/colour';
import { benefitsEndIn } from '@/lib/endings';
import { hourNow } from '@/lib/format';
import { open } from '@/lib/nav';
import { keepPayKeys } from '@/lib/payKeys';
import { sessionStore } from '@/lib/session';
import { useElder } from '@/lib/settings';
import { useRestingPage } from '@/lib/update';
import { useStore } from '@/lib/store';
import { Button } from '@/ui/Button';
import { CardActs } from '@/ui/CardActs';
import { HelpRow } from '@/ui/HelpRow';
import { HelpSheet } from '@/ui/HelpSheet';
import { Icon } from '@/ui/Icon';
import { LatestEntries } from '@/ui/LatestEntries';
import { MemberCard } from '@/ui/MemberCard';
import { Money } from '@/ui/Money';
import { More } from '@/ui/More';
import { NextEnding } from '@/ui/NextEnding';
import { Screen } from '@/ui/Screen';
import { contentOf } from '@/ui/screenState';
import { Skeleton } from '@/ui/Skeleton';
import { Steps } from '@/ui/Steps';
import { Tap } from '@/ui/Tap';
import './index.scss';

const openCard = (card: CardFace) => open('card', { cardId: card.id });

/** A card below the first: enough to recognise it and to see what is on it. */
function CardStrip({ card }: { card: CardFace }) {
  const common = useTexts(commonTexts);
  const endsIn = benefitsEndIn(card);
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
      <View className="cards__strip-main">
        <Text className="cards__strip-name">{card.merchant.name}</Text>
        {endsIn !== null && <Text className="cards__strip-ending">{common.endsIn(endsIn)}</Text>}
      </View>
      {card.status === 'frozen' && <Icon name="lock" />}
      {card.status === 'active' && !card.benefitsActive && <Icon name="clock" />}
      <Money fen={card.balance.spendableFen} className="cards__strip-balance" />
    </Tap>
  );
}

function Others({ cards }: { cards: readonly CardFace[] }) {
  const t = useTexts(cardsTexts);
  return (
    <View>
      {cards.map((card) => (
        <CardStrip key={card.id} card={card} />
      ))}
      <Tap className="cards__join" onTap={() => open('find')}>
        <Icon name="plus" />
        {t.join}
      </Tap>
    </View>
  );
}

/** Below the first card: what of it ends next, and the way to more coins. */
function FirstLine({ card }: { card: CardFace }) {
  const t = useTexts(cardFaceTexts);
  const lots = useMyCard(card.id).data?.lots ?? [];
  if (card.status !== 'active') return null;
  return (
    <View className="cards__first">
      <View className="cards__first-ending">
        <NextEnding lots={lots} />
      </View>
      <Button kind="plain" small onTap={() => open('recharge', { cardId: card.id })}>
        {t.recharge}
      </Button>
    </View>
  );
}

/** In elder mode: pay, recharge, the last few entries and help; nothing else before one asks for more. */
function ElderFirst({ card, onHelp }: { card: CardFace; onHelp: () => void }) {
  const latest = useLatestEntries(card.id);
  return (
    <View>
      <CardActs card={card} />
      <LatestEntries
        cardId={card.id}
        latest={latest}
        onOpen={() => open('entries', { cardId: card.id })}
      />
      <HelpRow onTap={onHelp} />
    </View>
  );
}

function Stack({ cards, onHelp }: { cards: readonly CardFace[]; onHelp: () => void }) {
  const elder = useElder();
  const [first, ...others] = cards;
  return (
    <View>
      {first && (
        <Tap className="cards__card" onTap={() => openCard(first)}>
          <MemberCard card={first} />
        </Tap>
      )}
      {first && (elder ? <ElderFirst card={first} onHelp={onHelp} /> : <FirstLine card={first} />)}
      <More>
        <Others cards={others} />
      </More>
    </View>
  );
}

function NoCards() {
  const t = useTexts(cardsTexts);
  return (
    <View className="cards__none">
      <Steps
        title={t.emptyTitle}
        steps={t.firstSteps}
        action={<Button onTap={() => open('find')}>{t.find}</Button>}
      />
    </View>
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
  useRestingPage('cards');
  const resource = useMyCards();
  const name = useStore(sessionStore)?.user.name ?? '';
  const cards = inUseOrder(resource.data ?? []);
  const [helping, setHelping] = useState(false);
  useKeptPayKeys(resource.data);
  const [first] = cards;
  return (
    <Screen
      tab="cards"
      leave="none"
      state={contentOf(resource)}
      skeleton={<Skeleton cards={1} rows={2} />}
      overlay={
        helping &&
        first && (
          <HelpSheet
            merchantId={first.merchantId}
            homeStoreName={null}
            onClose={() => setHelping(false)}
          />
        )
      }
    >
      <View className="cards__head">
        <Text className="cards__greeting">{t.greeting(hourNow(), name)}</Text>
        {first && <Text className="cards__count">{t.cardCount(cards.length)}</Text>}
      </View>
      {first ? <Stack cards={cards} onHelp={() => setHelping(true)} /> : <NoCards />}
    </Screen>
  );
}
