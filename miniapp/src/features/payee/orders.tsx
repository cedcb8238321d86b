import type { RechargeOrderRow } from '@merchant-coin/shared';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { memberRechargeTexts } from '@/i18n/memberRecharges';
import { rechargeOrderTexts } from '@/i18n/rechargeOrders';
import { call } from '@/lib/client';
import { formatInstant } from '@/lib/format';
import { usePages } from '@/lib/pages';
import { useVisitState } from '@/lib/visits';
import { Chips } from '@/ui/Chips';
import { List } from '@/ui/List';
import { Notice } from '@/ui/Notice';
import { Row, Rows } from '@/ui/Rows';
import { Screen } from '@/ui/Screen';
import { contentOfPages } from '@/ui/screenState';
import { StateView } from '@/ui/StateView';
import { OrderSheet, useOrderSum } from './OrderSheet';
import './index.scss';

const FILTERS = ['all', 'credited', 'paying', 'paid', 'refunding', 'refunded', 'closed'] as const;
type Filter = (typeof FILTERS)[number];

function Filters({ value, onChange }: { value: Filter; onChange: (filter: Filter) => void }) {
  const t = useTexts(memberRechargeTexts);
  return (
    <View className="payee__filters">
      <Chips
        label={t.filter}
        options={FILTERS.map((filter) => ({ value: filter, word: t.filters[filter] }))}
        isPicked={(filter) => filter === value}
        onPick={onChange}
      />
    </View>
  );
}

function OrderRow({ order, onTap }: { order: RechargeOrderRow; onTap: () => void }) {
  const { states } = useTexts(rechargeOrderTexts);
  const sumOf = useOrderSum();
  const { phoneMasked, cardNumber, createdAt, state } = order;
  const who = phoneMasked ?? cardNumber;
  return (
    <Row
      title={sumOf(order)}
      note={`${who} · ${formatInstant(createdAt)} · ${states[state]}`}
      onTap={onTap}
    />
  );
}

/** What members paid in WeChat, newest first. */
export default function MemberRechargesPage() {
  const t = useTexts(memberRechargeTexts);
  const { merchantId = '' } = useRouter().params;
  const [filter, setFilter] = useVisitState<Filter>('filter', 'all');
  const [opened, setOpened] = useState<RechargeOrderRow | null>(null);
  const pages = usePages<RechargeOrderRow>(
    `rechargeOrders.${merchantId}.${filter}`,
    (cursor) =>
      call('rechargeOrders.listRechargeOrders', {
        ...{ merchantId, cursor },
        ...(filter === 'all' ? {} : { state: filter }),
      }),
    { keep: true },
  );
  const empty =
    filter === 'all' ? (
      <Notice icon="coin" title={t.none} text={t.noneText} />
    ) : (
      <Notice icon="coin" title={t.noneOfState} />
    );
  return (
    <Screen
      title={t.title}
      overlay={opened && <OrderSheet order={opened} onClose={() => setOpened(null)} />}
    >
      <Filters value={filter} onChange={setFilter} />
      <StateView state={contentOfPages(pages, empty)}>
        <List
          pages={{ ...pages, items: pages.items && [pages.items] }}
          render={(orders) => (
            <Rows key="orders">
              {orders.map((order) => (
                <OrderRow key={order.id} order={order} onTap={() => setOpened(order)} />
              ))}
            </Rows>
          )}
        />
      </StateView>
    </Screen>
  );
}
