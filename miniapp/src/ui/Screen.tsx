import { View } from '@tarojs/components';
import { useEffect, type CSSProperties, type ReactNode } from 'react';
import { restartAt } from '@/lib/nav';
import { sessionStore } from '@/lib/session';
import { useElder, useTextScale } from '@/lib/settings';
import { useStore } from '@/lib/store';
import { useScrollOfVisit } from '@/lib/useScrollOfVisit';
import { recognizing } from '@/lib/wechatSignIn';
import { ApprovalPrompt } from './ApprovalPrompt';
import { NavBar, type NavBarProps } from './NavBar';
import { PayCodeTap } from './PayCodeTap';
import { PrivacySheet } from './PrivacySheet';
import { WaitingNotice } from './WaitingNotice';
import { StateView, type ScreenState } from './StateView';
import { TabBar, type TabName } from './TabBar';
import { ToastHost } from './ToastHost';
import './Screen.scss';

interface ScreenProps extends NavBarProps {
  state?: ScreenState;
  children?: ReactNode;
  /** The main page that this is; draws the tab bar. */
  tab?: TabName;
  /** The one action of the screen, kept in reach at the bottom. */
  action?: ReactNode;
  /** Shown while loading; a plain one otherwise. */
  skeleton?: ReactNode;
  /** Content stands in the middle, as on a page with a single figure. */
  centred?: boolean;
  /** The card that the page is about: the pay code in the navigation row is its; `false` for no pay code there. */
  payCode?: string | false | undefined;
  /** May be seen without a session; other screens lead to the sign-in page. */
  guest?: boolean;
  className?: string;
  /** Sheets and whatever else lies above the page. */
  overlay?: ReactNode;
}

const CONTENT: ScreenState = { is: 'content' };

/** Every page: its navigation row, one of four states, the action, the tab bar, sheets and toasts. */
export function Screen(props: ScreenProps) {
  const { state = CONTENT, children, skeleton, tab, action, overlay, side } = props;
  const { guest = false, centred = false, payCode, className = '' } = props;
  const session = useStore(sessionStore);
  const scale = useTextScale();
  const elder = useElder();
  const content = useScrollOfVisit();
  // A WeChat user without a phone number is known but cannot hold a card yet.
  const isMember = session !== null && session.user.phone !== null;
  const admitted = guest || isMember;
  const acts = admitted && Boolean(action);
  // The tab bar has the pay code as well.
  const paysHere = isMember && !tab && payCode !== false;
  const waiting = useStore(recognizing);
  useEffect(() => {
    if (!admitted && !waiting) restartAt('signIn');
  }, [admitted, waiting]);
  return (
    <View
      ref={content}
      className={`screen ${elder ? 'screen--elder' : ''} ${className}`}
      style={{ '--text-scale': scale } as CSSProperties}
    >
      <NavBar
        {...props}
        side={
          paysHere ? (
            <>
              {side}
              <PayCodeTap cardId={payCode} />
            </>
          ) : (
            side
          )
        }
      />
      <View className={`screen__body ${centred ? 'screen__body--centred' : ''}`}>
        {admitted && (
          <StateView state={state} skeleton={skeleton}>
            {children}
          </StateView>
        )}
      </View>
      {/* There from the start: where a child comes or goes, WeChat is handed all its siblings anew. */}
      <View className={acts ? `screen__action ${tab ? 'screen__action--above-tabs' : ''}` : ''}>
        {acts && action}
      </View>
      {tab && <TabBar current={tab} />}
      {/* In a place of their own, for the same reason. */}
      <View>
        {overlay}
        {isMember && <ApprovalPrompt />}
        <PrivacySheet />
        <WaitingNotice />
      </View>
      <ToastHost />
    </View>
  );
}
