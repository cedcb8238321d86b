import type { StaffPost } from '@merchant-coin/shared';
import { View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { counterTexts } from '@/i18n/counter';
import { useMerchant } from '@/lib/merchants';
import { sessionStore } from '@/lib/session';
import { useStore } from '@/lib/store';
import type { WorkPlace } from '@/lib/work';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Row, Rows } from '@/ui/Rows';
import { Skeleton } from '@/ui/Skeleton';

interface WorkplacesProps {
  current: WorkPlace | null;
  onPick: (place: WorkPlace) => void;
}

function PostStores({ post, current, onPick }: WorkplacesProps & { post: StaffPost }) {
  const t = useTexts(counterTexts);
  const { merchantId, role, storeIds } = post;
  const { data: merchant, error, reload } = useMerchant(merchantId);
  if (!merchant) {
    return error ? (
      <ErrorNotice error={error} onRetry={() => void reload()} />
    ) : (
      <Skeleton rows={Math.min(3, storeIds.length)} />
    );
  }
  return (
    <Rows heading={`${merchant.name} · ${t.roles[role]}`}>
      {merchant.stores
        .filter(({ id }) => storeIds.includes(id))
        .map((store) => (
          <Row
            key={store.id}
            icon="store"
            title={store.name}
            note={store.kind === 'terminal' ? t.terminal : store.isHeadOffice && t.headOffice}
            end={store.id === current?.storeId ? 'check' : 'forward'}
            onTap={() => onPick({ merchantId, storeId: store.id })}
          />
        ))}
    </Rows>
  );
}

/** Every store where the user works, by merchant. */
export function Workplaces({ current, onPick }: WorkplacesProps) {
  const posts = useStore(sessionStore)?.user.staffOf ?? [];
  return (
    <View>
      {posts.map((post) => (
        <PostStores key={post.merchantId} post={post} current={current} onPick={onPick} />
      ))}
    </View>
  );
}
