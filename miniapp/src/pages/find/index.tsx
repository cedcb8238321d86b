import type { Card, DirectoryRow } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { textsNow, useTexts } from '@/i18n';
import { commonTexts } from '@/i18n/common';
import { findTexts } from '@/i18n/find';
import { a11y } from '@/lib/a11y';
import { useMyCards } from '@/lib/cards';
import { call } from '@/lib/client';
import { open } from '@/lib/nav';
import { usePages } from '@/lib/pages';
import { useSettled } from '@/lib/useSettled';
import { useVisitState } from '@/lib/visits';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Icon } from '@/ui/Icon';
import { List } from '@/ui/List';
import { Mark } from '@/ui/Mark';
import { Notice } from '@/ui/Notice';
import { Screen } from '@/ui/Screen';
import { contentOfPages } from '@/ui/screenState';
import { Skeleton } from '@/ui/Skeleton';
import { StateView } from '@/ui/StateView';
import { Tap } from '@/ui/Tap';
import { toast } from '@/ui/toast';
import { JoinSheet } from './JoinSheet';
import './index.scss';

interface RowProps {
  row: DirectoryRow;
  /** One's own card there. */
  cardId: string | undefined;
  onJoin: () => void;
}

function Row({ row, cardId, onJoin }: RowProps) {
  const t = useTexts(findTexts);
  return (
    <View className="find__row">
      <Mark merchant={row} />
      <View className="find__about">
        <View className="find__name">{row.name}</View>
        <Text className="find__offer">{row.offer}</Text>
        <Text className="find__facts">
          {row.category} · {t.stores(row.storeCount)}
        </Text>
      </View>
      <View className="find__action">
        {cardId ? (
          <Button small kind="plain" onTap={() => open('card', { cardId })}>
            {t.card}
          </Button>
        ) : (
          <Button small label={t.joinTitle(row.name)} onTap={onJoin}>
            {t.join}
          </Button>
        )}
      </View>
    </View>
  );
}

function Search({ value, onInput }: { value: string; onInput: (value: string) => void }) {
  const t = useTexts(findTexts);
  const common = useTexts(commonTexts);
  return (
    <View className="find__search">
      <Field
        label={t.search}
        hideLabel
        kind="search"
        value={value}
        maxLength={40}
        placeholder={t.searchPlaceholder}
        lead={<Icon name="find" />}
        trail={
          value && (
            <Tap className="find__clear" label={common.clear} onTap={() => onInput('')}>
              <Icon name="close" />
            </Tap>
          )
        }
        onInput={onInput}
      />
    </View>
  );
}

export default function FindPage() {
  const t = useTexts(findTexts);
  const [text, setText] = useVisitState('text', '');
  const query = useSettled(text.trim());
  const own = useMyCards().data ?? [];
  const [joining, setJoining] = useState<DirectoryRow | null>(null);
  const pages = usePages<DirectoryRow>(
    `directory.${query}`,
    (cursor) => call('members.listMerchants', { query: query || undefined, cursor }),
    // What was searched for once is not worth a place in storage.
    { keep: query === '' },
  );
  const onJoined = (card: Card) => {
    setJoining(null);
    pages.replace((rows) =>
      rows.map((row) =>
        row.id === card.merchantId ? { ...row, joined: true, cardId: card.id } : row,
      ),
    );
    toast(textsNow(findTexts).joined(card.merchant.name), 'good');
  };
  const empty = query ? (
    <Notice icon="find" title={t.nothing(query)} text={t.nothingText} />
  ) : (
    <Notice icon="store" title={t.emptyTitle} text={t.emptyText} />
  );
  return (
    <Screen
      tab="find"
      leave="none"
      overlay={
        joining && <JoinSheet row={joining} onClose={() => setJoining(null)} onJoined={onJoined} />
      }
    >
      <Text className="find__title" {...a11y({ role: 'heading', level: 1 })}>
        {t.title}
      </Text>
      <Search value={text} onInput={setText} />
      <View className="find__list">
        <StateView state={contentOfPages(pages, empty)} skeleton={<Skeleton rows={6} />}>
          <List
            pages={pages}
            render={(row) => (
              <Row
                key={row.id}
                row={row}
                // What was joined elsewhere meanwhile is among one's own cards.
                cardId={row.cardId ?? own.find(({ merchantId }) => merchantId === row.id)?.id}
                onJoin={() => setJoining(row)}
              />
            )}
          />
        </StateView>
      </View>
    </Screen>
  );
}
