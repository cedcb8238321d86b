import type { Store } from '@merchant-coin/shared';
import { Text } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { pictureTexts } from '@/i18n/pictures';
import { useMerchant } from '@/lib/merchants';
import { sessionStore } from '@/lib/session';
import { useStore } from '@/lib/store';
import { Notice } from '@/ui/Notice';
import { Row, Rows } from '@/ui/Rows';
import { Screen } from '@/ui/Screen';
import { contentOf } from '@/ui/screenState';
import { CodeSheet } from './CodeSheet';
import './index.scss';

/** The mini-program codes of the stores that one manages. */
export default function StoreCodesPage() {
  const t = useTexts(pictureTexts);
  const { merchantId = '' } = useRouter().params;
  const resource = useMerchant(merchantId);
  const [shown, setShown] = useState<Store | null>(null);
  const posts = useStore(sessionStore)?.user.staffOf ?? [];
  const mine = posts.find((post) => post.merchantId === merchantId)?.storeIds ?? [];
  const stores = resource.data?.stores.filter(({ id }) => mine.includes(id)) ?? [];
  return (
    <Screen
      title={t.codesTitle}
      state={contentOf(resource)}
      overlay={
        shown && <CodeSheet merchantId={merchantId} store={shown} onClose={() => setShown(null)} />
      }
    >
      {stores.length === 0 ? (
        <Notice icon="store" title={t.codesNone} text={t.codesNoneText} />
      ) : (
        <>
          <Text className="store-codes__text">{t.codesText}</Text>
          <Rows>
            {stores.map((store) => (
              <Row
                key={store.id}
                icon="scan"
                title={store.name}
                note={store.address}
                onTap={() => setShown(store)}
              />
            ))}
          </Rows>
        </>
      )}
    </Screen>
  );
}
