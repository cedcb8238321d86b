import type { RechargeCard, RechargeCardBatch } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { rechargeCardTexts } from '@/i18n/rechargeCards';
import { call } from '@/lib/client';
import { formatInstant, inFours } from '@/lib/format';
import { usePages } from '@/lib/pages';
import { putResource, useResource } from '@/lib/resource';
import { Button } from '@/ui/Button';
import { List } from '@/ui/List';
import { Row, Rows } from '@/ui/Rows';
import { Screen } from '@/ui/Screen';
import { contentOf, contentOfPages } from '@/ui/screenState';
import { StateView } from '@/ui/StateView';
import { VoidSheet } from './VoidSheet';
import './index.scss';

function Facts({ batch }: { batch: RechargeCardBatch }) {
  const t = useTexts(rechargeCardTexts);
  const { counts } = batch;
  const states = ['unsold', 'sold', 'loaded', 'voided'] as const;
  return (
    <>
      <Text className="recharge-cards__face">
        {t.faceOf(formatFen(batch.amountFen), batch.count)}
      </Text>
      <Rows>
        {states.map((state) => (
          <Row key={state} title={t.statuses[state]} value={String(counts[state])} />
        ))}
        <Row title={t.madeAt} value={formatInstant(batch.madeAt)} />
      </Rows>
    </>
  );
}

function CardRow({ card, onTap }: { card: RechargeCard; onTap: () => void }) {
  const t = useTexts(rechargeCardTexts);
  const { status, soldAt, storeName } = card;
  const sold = soldAt && t.soldAt(storeName ?? '', formatInstant(soldAt));
  const mayBeVoided = status === 'unsold' || status === 'sold';
  return (
    <Row
      title={<Text className="recharge-cards__number">{inFours(card.number)}</Text>}
      note={sold ?? undefined}
      value={t.statuses[status]}
      {...(mayBeVoided ? { onTap } : {})}
    />
  );
}

type Voiding = 'rest' | RechargeCard | null;

export default function RechargeCardBatchPage() {
  const t = useTexts(rechargeCardTexts);
  const { merchantId = '', batchId = '' } = useRouter().params;
  const key = `rechargeCardBatch.${batchId}`;
  const resource = useResource(
    key,
    () => call('rechargeCards.getRechargeCardBatch', { merchantId, batchId }),
    { keep: true },
  );
  const pages = usePages<RechargeCard>(
    `rechargeCards.${batchId}`,
    (cursor) => call('rechargeCards.listRechargeCards', { merchantId, batchId, cursor, limit: 50 }),
    { keep: true },
  );
  const [voiding, setVoiding] = useState<Voiding>(null);
  const batch = resource.data?.batch;
  const voidRest = async (reason: string) => {
    const answer = await call('rechargeCards.voidRechargeCardBatch', {
      ...{ merchantId, batchId, reason },
    });
    putResource(key, answer);
    pages.reload();
  };
  const voidOne = async (card: RechargeCard, reason: string) => {
    const rechargeCardId = card.id;
    const answer = await call('rechargeCards.voidRechargeCard', {
      ...{ merchantId, rechargeCardId, reason },
    });
    pages.replace((cards) => cards.map((one) => (one.id === card.id ? answer.card : one)));
    void resource.refresh();
  };
  const unsold = batch?.counts.unsold ?? 0;
  return (
    <Screen
      title={batch ? t.batch(batch.serial) : t.batchTitle}
      state={contentOf(resource)}
      action={
        unsold > 0 && (
          <Button kind="plain" onTap={() => setVoiding('rest')}>
            {t.voidRest(unsold)}
          </Button>
        )
      }
      overlay={
        voiding && (
          <VoidSheet
            title={voiding === 'rest' ? t.voidBatchTitle : t.voidCardTitle(inFours(voiding.number))}
            text={
              voiding === 'rest'
                ? t.voidBatchText
                : voiding.status === 'sold'
                  ? t.voidSoldText
                  : t.voidUnsoldText
            }
            onClose={() => setVoiding(null)}
            onVoid={(reason) => (voiding === 'rest' ? voidRest(reason) : voidOne(voiding, reason))}
          />
        )
      }
    >
      {batch && <Facts batch={batch} />}
      <StateView state={contentOfPages(pages, null)}>
        <Rows heading={t.cards}>
          <List
            pages={pages}
            sayEndFrom={Infinity}
            render={(card) => <CardRow key={card.id} card={card} onTap={() => setVoiding(card)} />}
          />
        </Rows>
      </StateView>
    </Screen>
  );
}
