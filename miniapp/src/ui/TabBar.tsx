import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { commonTexts } from '@/i18n/common';
import { open, restartAt } from '@/lib/nav';
import { useUnread } from '@/lib/unread';
import { useWork } from '@/lib/work';
import { Badge } from './Badge';
import { Icon } from './Icon';
import { Tap } from './Tap';
import './TabBar.scss';

export type TabName = 'counter' | 'cards' | 'find' | 'me';

const MEMBER_TABS: readonly TabName[] = ['cards', 'find', 'me'];
const STAFF_TABS: readonly TabName[] = ['counter', 'cards', 'me'];

/** The counter lies in a package of its own, so it cannot be a tab page of WeChat's. */
function go(tab: TabName): void {
  if (tab === 'counter') restartAt('counter');
  else open(tab);
}

/** The main pages: a member's three, or a clerk's with the counter first. */
export function TabBar({ current }: { current: TabName }) {
  const t = useTexts(commonTexts);
  const unread = useUnread();
  const tabs = useWork() ? STAFF_TABS : MEMBER_TABS;
  return (
    <View className="tab-bar">
      {tabs.map((tab) => (
        <Tap
          key={tab}
          className={`tab-bar__tab ${tab === current ? 'tab-bar__tab--current' : ''}`}
          onTap={() => {
            if (tab !== current) go(tab);
          }}
        >
          <Icon name={tab} />
          {tab === 'me' && <Badge count={unread} className="tab-bar__badge" />}
          <Text className="tab-bar__word">{t.tabs[tab]}</Text>
        </Tap>
      ))}
    </View>
  );
}
