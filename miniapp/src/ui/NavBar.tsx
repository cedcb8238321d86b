import { Text, View } from '@tarojs/components';
import type { ReactNode } from 'react';
import { useTexts } from '@/i18n';
import { commonTexts } from '@/i18n/common';
import { a11y } from '@/lib/a11y';
import { goBack } from '@/lib/nav';
import { barMetrics } from '@/lib/platform';
import { Icon } from './Icon';
import { Tap } from './Tap';
import './NavBar.scss';

export interface NavBarProps {
  title?: string;
  /** How one leaves: `back` (an arrow), `close` (a cross), or not at all on a main page. */
  leave?: 'back' | 'close' | 'none';
  /** In place of going back. */
  onLeave?: () => void;
  /** At the right end. */
  side?: ReactNode;
}

/** The navigation row, drawn by the app on both platforms. It leaves room for WeChat's capsule. */
export function NavBar({ title = '', leave = 'back', onLeave = goBack, side }: NavBarProps) {
  const t = useTexts(commonTexts);
  const { statusBar, row, capsule } = barMetrics();
  if (leave === 'none' && title === '' && !side && statusBar === 0) return null;
  return (
    <View
      className="nav-bar"
      {...(statusBar > 0 ? { style: { paddingTop: `${statusBar}px` } } : {})}
    >
      <View
        className="nav-bar__row"
        style={{ height: `${row}px`, ...(capsule > 0 ? { paddingRight: `${capsule + 8}px` } : {}) }}
      >
        {leave !== 'none' && (
          <Tap
            className="nav-bar__back"
            label={leave === 'close' ? t.close : t.back}
            onTap={onLeave}
          >
            <Icon name={leave === 'close' ? 'close' : 'back'} />
          </Tap>
        )}
        <Text className="nav-bar__title" {...a11y({ role: 'heading', level: 1 })}>
          {title}
        </Text>
        {side && <View className="nav-bar__side">{side}</View>}
      </View>
    </View>
  );
}
