import type { Card, CardEntry, CardFace } from '@merchant-coin/shared';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { cardTexts } from '@/i18n/card';
import { useLatestEntries, useMyCard } from '@/lib/cards';
import { peekResource, refreshAll } from '@/lib/resource';
import { useElder } from '@/lib/settings';
import { useOnEntry } from '@/lib/useOnEntry';
import { CardActs } from '@/ui/CardActs';
import { HelpRow } from '@/ui/HelpRow';
import { HelpSheet } from '@/ui/HelpSheet';
import { LatestEntries } from '@/ui/LatestEntries';
import { MemberCard } from '@/ui/MemberCard';
import { More } from '@/ui/More';
import { NextEnding } from '@/ui/NextEnding';
import { Screen } from '@/ui/Screen';
import { contentOf } from '@/ui/screenState';
import { Skeleton } from '@/ui/Skeleton';
import type { ScreenState } from '@/ui/StateView';
import { Held } from './Held';
import { EntrySheet } from './EntrySheet';
import { About, BalanceParts, Benefits, Lots } from './Facts';
import { RefundSheet } from './RefundLook';
import { type CareAct, CareSheets, FrozenNote, Safety } from './Safety';
import { LoadSheet } from './load/LoadSheet';
import { Services } from './Services';
import './index.scss';

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

/** What lies above the page: one thing at a time. */
type Sheet =
  | { is: 'entry'; entry: CardEntry }
  | { is: 'refund'; refundId: string }
  | { is: 'care'; act: CareAct }
  | { is: 'load' }
  | { is: 'help' };

interface SheetViewProps {
  card: Card;
  sheet: Sheet;
  onClose: () => void;
}

function SheetView({ card, sheet, onClose }: SheetViewProps) {
  const cardId = card.id;
  if (sheet.is === 'entry') return <EntrySheet {...{ cardId, onClose }} entry={sheet.entry} />;
  if (sheet.is === 'refund') {
    return <RefundSheet {...{ cardId, onClose }} refundId={sheet.refundId} />;
  }
  if (sheet.is === 'care') return <CareSheets {...{ card, onClose }} act={sheet.act} />;
  if (sheet.is === 'load') return <LoadSheet {...{ cardId, onClose }} />;
  const { merchantId, homeStoreName } = card;
  return <HelpSheet {...{ merchantId, homeStoreName, onClose }} />;
}

interface ContentProps {
  card: Card;
  latest: ReturnType<typeof useLatestEntries>;
  onSheet: (sheet: Sheet) => void;
}

/** From what one looks for most often to what one looks for once a year. */
function Content({ card, latest, onSheet }: ContentProps) {
  const cardId = card.id;
  const elder = useElder();
  const onAct = (act: CareAct) => onSheet({ is: 'care', act });
  const onHelp = () => onSheet({ is: 'help' });
  return (
    <View>
      <MemberCard card={card} />
      <BalanceParts card={card} />
      <View className="card-page__next">
        <NextEnding lots={card.lots} />
      </View>
      <FrozenNote card={card} onAct={onAct} />
      <CardActs card={card} />
      <Held holds={card.holds} onRefund={(refundId) => onSheet({ is: 'refund', refundId })} />
      <LatestEntries
        cardId={cardId}
        latest={latest}
        onOpen={(entry) => onSheet({ is: 'entry', entry })}
      />
      {elder && <HelpRow onTap={onHelp} />}
      <More>
        <Benefits card={card} />
        <Lots lots={card.lots} />
        <Services cardId={cardId} onLoad={() => onSheet({ is: 'load' })} onHelp={onHelp} />
        <Safety card={card} onAct={onAct} />
        <About card={card} />
      </More>
    </View>
  );
}

export default function CardPage() {
  const t = useTexts(cardTexts);
  const { cardId = '' } = useRouter().params;
  const resource = useMyCard(cardId);
  const latest = useLatestEntries(cardId);
  const [sheet, openSheet] = useState<Sheet | null>(null);
  useOnEntry(cardId, () => refreshAll('cards', `card.${cardId}`, `entries.${cardId}`, 'refund.'));
  const card = resource.data;
  // Both are asked for at once: what lies below the entries does not jump when they come a moment later.
  const waits = card !== undefined && latest.data === undefined && latest.error === undefined;
  const state: ScreenState = waits ? { is: 'loading', slow: latest.slow } : contentOf(resource);
  return (
    <Screen
      title={card?.merchant.name ?? t.title}
      state={state}
      skeleton={<Waiting cardId={cardId} />}
      payCode={cardId}
      overlay={
        card && sheet && <SheetView card={card} sheet={sheet} onClose={() => openSheet(null)} />
      }
    >
      {card && <Content card={card} latest={latest} onSheet={openSheet} />}
    </Screen>
  );
}
