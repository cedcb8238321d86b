import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { commonTexts } from '@/i18n/common';
import { open, restartAt } from '@/lib/nav';
import { useElder } from '@/lib/settings';
import { useUnread } from '@/lib/unread';
import { useWork } from '@/lib/work';
import { Badge } from './Badge';
import { Icon } from './Icon';
import { Tap } from './Tap';
import './TabBar.scss';

export type TabName = 'counter' | 'cards' | 'find' | 'me';
/** The pay code opens above whatever page one is on: it is never the current tab. */
type BarItem = TabName | 'pay' | 'ownPay';

const MEMBER_BAR: readonly BarItem[] = ['cards', 'pay', 'find', 'me'];
/** In elder mode: one finds further merchants under “more”. */
const ELDER_BAR: readonly BarItem[] = ['cards', 'pay', 'me'];
/** The code that they pay with themselves must not pass for the one that they scan. */
const STAFF_BAR: readonly BarItem[] = ['counter', 'cards', 'ownPay', 'me'];

/** The counter lies in a package of its own, so it cannot be a tab page of WeChat's. */
function go(item: BarItem): void {
  if (item === 'counter') restartAt('counter');
  else open(item === 'pay' || item === 'ownPay' ? 'payCode' : item);
}

/** A member's main pages with the pay code between them, or a clerk's with the counter first. */
export function TabBar({ current }: { current: TabName }) {
  const t = useTexts(commonTexts);
  const unread = useUnread();
  const elder = useElder();
  const bar = useWork() ? STAFF_BAR : elder ? ELDER_BAR : MEMBER_BAR;
  return (
    <View className="tab-bar">
      {bar.map((item) => (
        <Tap
          key={item}
          className={`tab-bar__tab ${item === current ? 'tab-bar__tab--current' : ''}`}
          current={item === current}
          onTap={() => {
            if (item !== current) go(item);
          }}
        >
          <View className={`tab-bar__icon tab-bar__icon--${item}`}>
            <Icon name={item === 'ownPay' ? 'pay' : item} />
          </View>
          {item === 'me' && <Badge count={unread} className="tab-bar__badge" />}
          <Text className="tab-bar__word">{t.tabs[item]}</Text>
        </Tap>
      ))}
    </View>
  );
}
