import type { CardEntry, CardFace } from '@merchant-coin/shared';
import { View } from '@tarojs/components';
import { useDidShow, useRouter } from '@tarojs/taro';
import { useEffect, useRef, useState } from 'react';
import { useTexts } from '@/i18n';
import { cardTexts } from '@/i18n/card';
import { useMyCard } from '@/lib/cards';
import { call } from '@/lib/client';
import { onLiveEvent } from '@/lib/live';
import { open } from '@/lib/nav';
import { usePages } from '@/lib/pages';
import { peekResource } from '@/lib/resource';
import { Button } from '@/ui/Button';
import { MemberCard } from '@/ui/MemberCard';
import { Screen } from '@/ui/Screen';
import { contentOf } from '@/ui/screenState';
import { Skeleton } from '@/ui/Skeleton';
import { Entries } from './Entries';
import { EntrySheet } from './EntrySheet';
import { About, BalanceParts, Benefits, EndingSoon, Lots } from './Facts';
import './index.scss';

/** Asks again when something happens on this card, and when the page shows again. */
function useFreshness(cardId: string, reload: () => void): void {
  const latest = useRef(reload);
  latest.current = reload;
  const shown = useRef(false);
  useDidShow(() => {
    if (shown.current) latest.current();
    shown.current = true;
  });
  useEffect(
    () =>
      onLiveEvent((event) => {
        if (event.type === 'entry' && event.cardId === cardId) latest.current();
      }),
    [cardId],
  );
}

/** While the card itself is on its way, the list knows its face already. */
function Waiting({ cardId }: { cardId: string }) {
  const known = peekResource<CardFace[]>('cards')?.find((card) => card.id === cardId);
  if (!known) return <Skeleton cards={1} rows={4} />;
  return (
    <View>
      <MemberCard card={known} />
      <View className="card-page__balance" />
      <Skeleton rows={4} />
    </View>
  );
}

export default function CardPage() {
  const t = useTexts(cardTexts);
  const { cardId = '' } = useRouter().params;
  const resource = useMyCard(cardId);
  const entries = usePages<CardEntry>(cardId, (cursor) =>
    call('cards.listMyEntries', { cardId, cursor }),
  );
  const [opened, setOpened] = useState<CardEntry | null>(null);
  useFreshness(cardId, () => {
    void resource.reload();
    entries.reload();
  });
  const card = resource.data;
  return (
    <Screen
      title={card?.merchant.name ?? t.title}
      state={contentOf(resource)}
      skeleton={<Waiting cardId={cardId} />}
      overlay={opened && <EntrySheet entry={opened} onClose={() => setOpened(null)} />}
    >
      {card && (
        <View>
          <MemberCard card={card} />
          <BalanceParts card={card} />
          <EndingSoon lots={card.lots} />
          {card.status === 'active' && (
            <View className="card-page__pay">
              <Button icon="pay" onTap={() => open('payCode', { cardId })}>
                {t.pay}
              </Button>
            </View>
          )}
          <Benefits card={card} />
          <Lots lots={card.lots} />
          <Entries pages={entries} onOpen={setOpened} />
          <About card={card} />
        </View>
      )}
    </Screen>
  );
}
