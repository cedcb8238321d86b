import type { RechargeOrder } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { useRouter } from '@tarojs/taro';
import { useTexts } from '@/i18n';
import { rechargeOrderTexts } from '@/i18n/rechargeOrders';
import { call } from '@/lib/client';
import { formatInstant } from '@/lib/format';
import { open } from '@/lib/nav';
import { usePages } from '@/lib/pages';
import { List } from '@/ui/List';
import { Notice } from '@/ui/Notice';
import { Row, Rows } from '@/ui/Rows';
import { Screen } from '@/ui/Screen';
import { contentOfPages } from '@/ui/screenState';

function OrderRow({ order }: { order: RechargeOrder }) {
  const t = useTexts(rechargeOrderTexts);
  const { id: orderId, cardId, amountFen, bonusFen, state, createdAt } = order;
  const amount = formatFen(amountFen);
  return (
    <Row
      title={bonusFen > 0 ? t.sum(amount, formatFen(bonusFen)) : t.sumPlain(amount)}
      note={`${formatInstant(createdAt)} · ${t.states[state]}`}
      onTap={() => open('rechargeResult', { cardId, orderId })}
    />
  );
}

/** All that was ordered for a card, newest first. */
export default function RechargeOrdersPage() {
  const t = useTexts(rechargeOrderTexts);
  const { cardId = '' } = useRouter().params;
  const pages = usePages<RechargeOrder>(
    `myRechargeOrders.${cardId}`,
    (cursor) => call('rechargeOrders.listMyRechargeOrders', { cardId, cursor }),
    // Something may have been paid on the page that was above.
    { keep: true, freshMs: 0, idOf: ({ id }) => id },
  );
  return (
    <Screen
      title={t.mine}
      payCode={cardId}
      state={contentOfPages(pages, <Notice icon="coin" title={t.none} text={t.noneText} />)}
    >
      <List
        pages={{ ...pages, items: pages.items && [pages.items] }}
        render={(orders) => (
          <Rows key="orders">
            {orders.map((order) => (
              <OrderRow key={order.id} order={order} />
            ))}
          </Rows>
        )}
      />
    </Screen>
  );
}
