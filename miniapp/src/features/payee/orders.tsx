import type { RechargeOrderRow, RechargeOrderState } from '@merchant-coin/shared';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { memberRechargeTexts } from '@/i18n/memberRecharges';
import { rechargeOrderTexts } from '@/i18n/rechargeOrders';
import { a11y } from '@/lib/a11y';
import { call } from '@/lib/client';
import { formatInstant } from '@/lib/format';
import { usePages } from '@/lib/pages';
import { List } from '@/ui/List';
import { Notice } from '@/ui/Notice';
import { Row, Rows } from '@/ui/Rows';
import { Screen } from '@/ui/Screen';
import { contentOfPages } from '@/ui/screenState';
import { StateView } from '@/ui/StateView';
import { Tap } from '@/ui/Tap';
import { OrderSheet, useOrderSum } from './OrderSheet';
import './index.scss';

/** `created` lasts a moment; it is among all. */
const FILTERS = [null, 'credited', 'paying', 'paid', 'refunding', 'refunded', 'closed'] as const;
type Filter = RechargeOrderState | null;

function Filters({ value, onChange }: { value: Filter; onChange: (filter: Filter) => void }) {
  const t = useTexts(memberRechargeTexts);
  const { states } = useTexts(rechargeOrderTexts);
  return (
    <View className="payee__filters" {...a11y({ label: t.filter })}>
      {FILTERS.map((filter) => (
        <Tap
          key={filter ?? 'all'}
          className={`payee__filter ${filter === value ? 'payee__filter--current' : ''}`}
          selected={filter === value}
          onTap={() => onChange(filter)}
        >
          {filter === null ? t.all : states[filter]}
        </Tap>
      ))}
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
  const [filter, setFilter] = useState<Filter>(null);
  const [opened, setOpened] = useState<RechargeOrderRow | null>(null);
  const pages = usePages<RechargeOrderRow>(`${merchantId} ${filter}`, (cursor) =>
    call('rechargeOrders.listRechargeOrders', {
      ...{ merchantId, cursor },
      ...(filter ? { state: filter } : {}),
    }),
  );
  const empty = filter ? (
    <Notice icon="coin" title={t.noneOfState} />
  ) : (
    <Notice icon="coin" title={t.none} text={t.noneText} />
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
