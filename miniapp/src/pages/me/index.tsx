import type { User } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { useTexts } from '@/i18n';
import { meTexts } from '@/i18n/me';
import { a11y } from '@/lib/a11y';
import { call } from '@/lib/client';
import { open } from '@/lib/nav';
import { useResource } from '@/lib/resource';
import { sessionStore, updateUser } from '@/lib/session';
import { useStore } from '@/lib/store';
import { useUnread } from '@/lib/unread';
import { useRestingPage } from '@/lib/update';
import { Badge } from '@/ui/Badge';
import { Icon } from '@/ui/Icon';
import { Row, Rows } from '@/ui/Rows';
import { Screen } from '@/ui/Screen';
import { Tap } from '@/ui/Tap';
import { NameSheet } from './NameSheet';
import { Settings } from './Settings';
import { SignOutSheet } from './SignOutSheet';
import { Work } from './Work';
import './index.scss';

/** The user as the session knows them at once, brought up to date when the page shows. */
function useMe(): User | undefined {
  const { data } = useResource('me', () => call('accounts.getMe', {}));
  useEffect(() => {
    if (data) updateUser(data);
  }, [data]);
  return useStore(sessionStore)?.user;
}

function Head({ user, onEdit }: { user: User; onEdit: () => void }) {
  const t = useTexts(meTexts);
  return (
    <Tap className="me__head" onTap={onEdit}>
      <View className="me__initial" {...a11y({ hidden: true })}>
        {user.name ? Array.from(user.name)[0] : <Icon name="me" />}
      </View>
      <View className="me__who">
        <View className="me__name">{user.name ?? t.noName}</View>
        <Text className="me__phone">{user.phone}</Text>
      </View>
      <View className="me__edit" {...a11y({ label: t.editName, role: 'img' })}>
        <Icon name="pencil" />
      </View>
    </Tap>
  );
}

/** What the merchants say to this member. */
function Inbox() {
  const t = useTexts(meTexts);
  const unread = useUnread();
  return (
    <Rows>
      <Row
        icon="bell"
        title={t.inbox}
        note={t.inboxNote}
        value={<Badge count={unread} />}
        onTap={() => open('inbox')}
      />
    </Rows>
  );
}

type OpenSheet = 'name' | 'signOut' | null;

export default function MePage() {
  useRestingPage('me');
  const t = useTexts(meTexts);
  const user = useMe();
  const [sheet, setSheet] = useState<OpenSheet>(null);
  const close = () => setSheet(null);
  const sheets = {
    name: <NameSheet name={user?.name ?? ''} onClose={close} />,
    signOut: <SignOutSheet onClose={close} />,
  };
  return (
    <Screen tab="me" leave="none" overlay={sheet && sheets[sheet]}>
      {user && (
        <View>
          <Head user={user} onEdit={() => setSheet('name')} />
          <Inbox />
          {user.staffOf.length > 0 && (
            <Rows heading={t.work}>
              <Work posts={user.staffOf} />
            </Rows>
          )}
          <Settings />
          <Rows heading={t.more}>
            <Row
              icon="store"
              title={t.opening}
              note={t.openingNote}
              onTap={() => open('opening')}
            />
            {user.isOperator && (
              <Row
                icon="check"
                title={t.operator}
                note={t.operatorNote}
                onTap={() => open('operator')}
              />
            )}
            {GALLERY && <Row icon="layers" title={t.gallery} onTap={() => open('gallery')} />}
            <Row icon="leave" title={t.signOut} end="none" onTap={() => setSheet('signOut')} />
          </Rows>
        </View>
      )}
    </Screen>
  );
}
