import type { Merchant, StaffPost, StaffRole } from '@merchant-coin/shared';
import { roleIncludes } from '@merchant-coin/shared/accounts/rules';
import { useTexts } from '@/i18n';
import { meTexts } from '@/i18n/me';
import { useMerchant } from '@/lib/merchants';
import { open, restartAt } from '@/lib/nav';
import { startWork, stopWork, useWork } from '@/lib/work';
import type { IconName } from '@/ui/Icon';
import { Row } from '@/ui/Rows';

interface Way {
  page: keyof (typeof meTexts)['en']['ways'];
  icon: IconName;
  roles: readonly StaffRole[];
}

const ALL: readonly StaffRole[] = ['clerk', 'manager', 'owner'];
const MANAGERS = ALL.filter((role) => roleIncludes(role, 'manager'));

/** Where work at a merchant leads besides the counter, in the order on the page. */
const WAYS: readonly Way[] = [
  { page: 'today', icon: 'calendar', roles: ALL },
  { page: 'reminderSettings', icon: 'bell', roles: ['owner'] },
  { page: 'exchangeTable', icon: 'gift', roles: ['owner'] },
  { page: 'principalCaps', icon: 'coin', roles: ['owner'] },
  { page: 'approvalLimit', icon: 'phone', roles: ['owner'] },
  { page: 'payee', icon: 'pay', roles: ['owner'] },
  // The owner gets there from the account that they are paid to.
  { page: 'memberRecharges', icon: 'clock', roles: ['manager'] },
  { page: 'storeCodes', icon: 'scan', roles: MANAGERS },
  { page: 'reports', icon: 'warn', roles: MANAGERS },
  { page: 'rechargeCards', icon: 'cards', roles: MANAGERS },
];

function Ways({ merchant, role }: { merchant: Merchant; role: StaffRole }) {
  const t = useTexts(meTexts);
  return WAYS.filter(({ roles }) => roles.includes(role)).map(({ page, icon }) => (
    <Row
      key={page}
      icon={icon}
      title={`${merchant.name} · ${t.ways[page].title}`}
      note={t.ways[page].note}
      onTap={() => open(page, { merchantId: merchant.id })}
    />
  ));
}

/** The stores of one merchant where the user works, and where else work there leads. */
function Post({ post }: { post: StaffPost }) {
  const t = useTexts(meTexts);
  const merchant = useMerchant(post.merchantId).data;
  const current = useWork()?.place.storeId;
  if (!merchant) return null;
  const role = t.roles[post.role];
  return (
    <>
      {merchant.stores
        .filter((store) => post.storeIds.includes(store.id))
        .map((store) => (
          <Row
            key={store.id}
            icon="store"
            title={`${merchant.name} · ${store.name}`}
            note={merchant.status === 'pending' ? `${role} · ${t.pending}` : role}
            end={store.id === current ? 'check' : 'forward'}
            onTap={() => {
              startWork({ merchantId: post.merchantId, storeId: store.id });
              restartAt('counter');
            }}
          />
        ))}
      <Ways merchant={merchant} role={post.role} />
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
