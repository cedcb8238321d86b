import type { Merchant, StaffPost } from '@merchant-coin/shared';
import { roleIncludes } from '@merchant-coin/shared/accounts/rules';
import { useTexts } from '@/i18n';
import { meTexts } from '@/i18n/me';
import { call } from '@/lib/client';
import { open, restartAt } from '@/lib/nav';
import { useResource } from '@/lib/resource';
import { startWork, stopWork, useWork } from '@/lib/work';
import { Row } from '@/ui/Rows';

function useMerchant(merchantId: string): Merchant | undefined {
  return useResource(
    `merchant.${merchantId}`,
    () => call('merchants.getMerchant', { merchantId }),
    { keep: true },
  ).data;
}

/** The stores of one merchant where the user works. */
function Post({ post }: { post: StaffPost }) {
  const t = useTexts(meTexts);
  const merchant = useMerchant(post.merchantId);
  const current = useWork()?.place.storeId;
  const stores = merchant?.stores.filter((store) => post.storeIds.includes(store.id)) ?? [];
  const role = t.roles[post.role];
  return (
    <>
      {stores.map((store) => (
        <Row
          key={store.id}
          icon="store"
          title={`${merchant?.name} · ${store.name}`}
          note={merchant?.status === 'pending' ? `${role} · ${t.pending}` : role}
          end={store.id === current ? 'check' : 'forward'}
          onTap={() => {
            startWork({ merchantId: post.merchantId, storeId: store.id });
            restartAt('counter');
          }}
        />
      ))}
      {merchant && (
        <Row
          icon="calendar"
          title={t.today(merchant.name)}
          note={t.todayNote}
          onTap={() => open('today', { merchantId: merchant.id })}
        />
      )}
      {post.role === 'owner' && merchant && (
        <Row
          icon="bell"
          title={t.reminderSettings(merchant.name)}
          note={t.reminderSettingsNote}
          onTap={() => open('reminderSettings', { merchantId: merchant.id })}
        />
      )}
      {post.role === 'owner' && merchant && (
        <Row
          icon="gift"
          title={t.exchangeTable(merchant.name)}
          note={t.exchangeTableNote}
          onTap={() => open('exchangeTable', { merchantId: merchant.id })}
        />
      )}
      {post.role === 'owner' && merchant && (
        <Row
          icon="coin"
          title={t.principalCaps(merchant.name)}
          note={t.principalCapsNote}
          onTap={() => open('principalCaps', { merchantId: merchant.id })}
        />
      )}
      {post.role === 'owner' && merchant && (
        <Row
          icon="phone"
          title={t.approvalLimit(merchant.name)}
          note={t.approvalLimitNote}
          onTap={() => open('approvalLimit', { merchantId: merchant.id })}
        />
      )}
      {post.role === 'owner' && merchant && (
        <Row
          icon="pay"
          title={t.payee(merchant.name)}
          note={t.payeeNote}
          onTap={() => open('payee', { merchantId: merchant.id })}
        />
      )}
      {/* The owner gets there from the account that they are paid to. */}
      {post.role === 'manager' && merchant && (
        <Row
          icon="clock"
          title={t.memberRecharges(merchant.name)}
          note={t.memberRechargesNote}
          onTap={() => open('memberRecharges', { merchantId: merchant.id })}
        />
      )}
      {merchant && roleIncludes(post.role, 'manager') && (
        <Row
          icon="scan"
          title={`${merchant.name} · ${t.storeCodes}`}
          note={t.storeCodesNote}
          onTap={() => open('storeCodes', { merchantId: merchant.id })}
        />
      )}
      {merchant && roleIncludes(post.role, 'manager') && (
        <Row
          icon="warn"
          title={`${merchant.name} · ${t.reports}`}
          note={t.reportsNote}
          onTap={() => open('reports', { merchantId: merchant.id })}
        />
      )}
      {merchant && roleIncludes(post.role, 'manager') && (
        <Row
          icon="cards"
          title={`${merchant.name} · ${t.rechargeCards}`}
          note={t.rechargeCardsNote}
          onTap={() => open('rechargeCards', { merchantId: merchant.id })}
        />
      )}
    </>
  );
}

/** Where the user can work; one tap changes role. */
export function Work({ posts }: { posts: readonly StaffPost[] }) {
  const t = useTexts(meTexts);
  const working = useWork() !== null;
  return (
    <>
      <Row
        icon="cards"
        title={t.asMember}
        note={t.asMemberNote}
        end={working ? 'forward' : 'check'}
        onTap={() => {
          stopWork();
          restartAt('cards');
        }}
      />
      {posts.map((post) => (
        <Post key={post.merchantId} post={post} />
      ))}
    </>
  );
}
