import { Text } from '@tarojs/components';
import { useEffect } from 'react';
import { useTexts } from '@/i18n';
import { counterTexts } from '@/i18n/counter';
import { open } from '@/lib/nav';
import { sessionStore } from '@/lib/session';
import { useStore } from '@/lib/store';
import { startWork } from '@/lib/work';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { Screen } from '@/ui/Screen';
import { Workplaces } from './till/Workplaces';

/** Someone who has not said where they work; with a single store there is nothing to ask. */
export function PickWorkplace() {
  const t = useTexts(counterTexts);
  const posts = useStore(sessionStore)?.user.staffOf ?? [];
  const places = posts.flatMap(({ merchantId, storeIds }) =>
    storeIds.map((storeId) => ({ merchantId, storeId })),
  );
  const only = places.length === 1 ? places[0] : undefined;
  useEffect(() => {
    if (only) startWork(only);
    // The ids say all; the object is a new one at each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [only?.merchantId, only?.storeId]);
  if (places.length === 0) {
    return (
      <Screen tab="counter" leave="none" title={t.title}>
        <Notice
          icon="store"
          title={t.noPost}
          text={t.noPostText}
          action={<Button onTap={() => open('cards')}>{t.toCards}</Button>}
        />
      </Screen>
    );
  }
  return (
    <Screen tab="counter" leave="none" title={t.workplace}>
      <Text className="counter__pick">{t.workplaceText}</Text>
      <Workplaces current={null} onPick={startWork} />
    </Screen>
  );
}
