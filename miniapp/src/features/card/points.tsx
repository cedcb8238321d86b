import type { CardEntry, MyPoints, OpenOption } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { pointsTexts } from '@/i18n/points';
import { call } from '@/lib/client';
import { formatPoints } from '@/lib/format';
import { type Pages, usePages } from '@/lib/pages';
import { useResource } from '@/lib/resource';
import { useOnEntry } from '@/lib/useOnEntry';
import { List } from '@/ui/List';
import { Rows } from '@/ui/Rows';
import { Screen } from '@/ui/Screen';
import { contentOf, contentOfPages } from '@/ui/screenState';
import { Skeleton } from '@/ui/Skeleton';
import { StateView } from '@/ui/StateView';
import { EntrySheet } from './EntrySheet';
import { ExchangeSheet } from './points/ExchangeSheet';
import { Options } from './points/Options';
import { PointsRow } from './points/PointsRow';
import './index.scss';
import './points/points.scss';

function Head({ points, status }: MyPoints) {
  const t = useTexts(pointsTexts);
  const remarks = [status === 'frozen' && t.frozen, points < 0 && t.below];
  return (
    <View className="points__head">
      <Text className="points__word">{points < 0 ? t.belowNow : t.now}</Text>
      <Text className="points__figure">{formatPoints(points)}</Text>
      {remarks.map(
        (remark) =>
          remark && (
            <Text key={remark} className="points__remark">
              {remark}
            </Text>
          ),
      )}
    </View>
  );
}

function History({ pages, onOpen }: { pages: Pages<CardEntry>; onOpen: (e: CardEntry) => void }) {
  const t = useTexts(pointsTexts);
  const none = (
    <Rows heading={t.history}>
      <Text className="card-page__none">{t.noHistory}</Text>
    </Rows>
  );
  const { items } = pages;
  return (
    <StateView state={contentOfPages(pages, none)} skeleton={<Skeleton rows={3} />}>
      <List
        // One group of rows that grows.
        pages={{ ...pages, items: items && items.length > 0 ? [items] : [] }}
        render={(entries) => (
          <Rows key="entries" heading={t.history}>
            {entries.map((entry) => (
              <PointsRow key={entry.id} entry={entry} onTap={() => onOpen(entry)} />
            ))}
          </Rows>
        )}
      />
    </StateView>
  );
}

/** A card's points: how many, what they can be exchanged for, and how they came and went. */
export default function PointsPage() {
  const t = useTexts(pointsTexts);
  const { cardId = '' } = useRouter().params;
  const resource = useResource(`points.${cardId}`, () => call('cards.getMyPoints', { cardId }), {
    keep: true,
  });
  const history = usePages<CardEntry>(
    `pointsEntries.${cardId}`,
    (cursor) => call('cards.listMyPointsEntries', { cardId, cursor }),
    { keep: true, freshMs: 0, idOf: ({ id }) => id },
  );
  const [chosen, setChosen] = useState<OpenOption | null>(null);
  const [opened, setOpened] = useState<CardEntry | null>(null);
  const { reload } = history;
  useOnEntry(cardId, () => {
    void resource.refresh();
    reload();
  });
  const mine = resource.data;
  return (
    <Screen
      title={t.title}
      payCode={cardId}
      state={contentOf(resource)}
      overlay={
        (chosen && mine && (
          <ExchangeSheet
            cardId={cardId}
            option={chosen}
            points={mine.points}
            frozen={mine.status === 'frozen'}
            onClose={() => setChosen(null)}
            onChanged={reload}
          />
        )) ||
        (opened && <EntrySheet cardId={cardId} entry={opened} onClose={() => setOpened(null)} />)
      }
    >
      {mine && (
        <View>
          <Head {...mine} />
          <Options mine={mine} onPick={setChosen} />
          <History pages={history} onOpen={setOpened} />
        </View>
      )}
    </Screen>
  );
}
