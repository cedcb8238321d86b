import type { CardEntry, CardFace } from '@merchant-coin/shared';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useEffect, useState } from 'react';
import { useTexts } from '@/i18n';
import { cardTexts } from '@/i18n/card';
import { myReminderTexts } from '@/i18n/reminders';
import { useMyCard } from '@/lib/cards';
import { call } from '@/lib/client';
import { onLiveEvent } from '@/lib/live';
import { open } from '@/lib/nav';
import { peekResource, refreshAll, useResource } from '@/lib/resource';
import { Button } from '@/ui/Button';
import { MemberCard } from '@/ui/MemberCard';
import { Row, Rows } from '@/ui/Rows';
import { Screen } from '@/ui/Screen';
import { contentOf } from '@/ui/screenState';
import { Skeleton } from '@/ui/Skeleton';
import { InviteRow } from './InviteRow';
import { Held } from './Held';
import { EntrySheet } from './EntrySheet';
import { About, BalanceParts, Benefits, EndingSoon, Lots } from './Facts';
import { LatestEntries } from './LatestEntries';
import { RefundSheet } from './RefundLook';
import { type CareAct, CareSheets, FrozenNote, Safety } from './Safety';
import { LoadRow } from './load/LoadRow';
import { LoadSheet } from './load/LoadSheet';
import './index.scss';

const LATEST = 5;

/** Asks again when something happens on this card. */
function useLiveCard(cardId: string): void {
  useEffect(
    () =>
      onLiveEvent((event) => {
        if (event.type === 'entry' && event.cardId === cardId) {
          refreshAll('cards', `card.${cardId}`, `entries.${cardId}`, 'refund.');
        }
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
  const reminders = useTexts(myReminderTexts);
  const { cardId = '' } = useRouter().params;
  const resource = useMyCard(cardId);
  const latest = useResource(
    `entries.${cardId}`,
    () => call('cards.listMyEntries', { cardId, limit: LATEST }),
    { keep: true },
  );
  const [opened, setOpened] = useState<CardEntry | null>(null);
  const [caring, setCaring] = useState<CareAct | null>(null);
  const [refundId, setRefundId] = useState<string | null>(null);
  const [loading, setLoading] = useState(false);
  useLiveCard(cardId);
  const card = resource.data;
  return (
    <Screen
      title={card?.merchant.name ?? t.title}
      state={contentOf(resource)}
      skeleton={<Waiting cardId={cardId} />}
      overlay={
        <>
          {loading && <LoadSheet cardId={cardId} onClose={() => setLoading(false)} />}
          {opened && <EntrySheet cardId={cardId} entry={opened} onClose={() => setOpened(null)} />}
          {refundId && (
            <RefundSheet cardId={cardId} refundId={refundId} onClose={() => setRefundId(null)} />
          )}
          {card && caring && (
            <CareSheets card={card} act={caring} onClose={() => setCaring(null)} />
          )}
        </>
      }
    >
      {card && (
        <View>
          <MemberCard card={card} />
          <BalanceParts card={card} />
          <Held holds={card.holds} onRefund={setRefundId} />
          <EndingSoon lots={card.lots} />
          <FrozenNote card={card} onAct={setCaring} />
          {card.status === 'active' && (
            <View className="card-page__pay">
              <Button icon="pay" onTap={() => open('payCode', { cardId })}>
                {t.pay}
              </Button>
            </View>
          )}
          {card.status === 'active' && <LoadRow cardId={cardId} onTap={() => setLoading(true)} />}
          <LatestEntries cardId={cardId} latest={latest} onOpen={setOpened} />
          <Benefits card={card} />
          <Lots lots={card.lots} />
          <InviteRow cardId={cardId} />
          <Safety card={card} onAct={setCaring} />
          <Rows>
            <Row
              icon="bell"
              title={reminders.row}
              note={reminders.rowNote}
              onTap={() => open('reminders', { cardId })}
            />
          </Rows>
          <About card={card} />
        </View>
      )}
    </Screen>
  );
}
