import type { Merchant } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useShareAppMessage, useShareTimeline } from '@tarojs/taro';
import { textsNow, useTexts } from '@/i18n';
import { merchantTexts } from '@/i18n/merchant';
import { useMyCards } from '@/lib/cards';
import { useMerchant } from '@/lib/merchants';
import { open, urlOf } from '@/lib/nav';
import { isSinglePage } from '@/lib/platform';
import { Button } from '@/ui/Button';
import { Mark } from '@/ui/Mark';
import { MerchantTerms } from '@/ui/MerchantTerms';
import { Notice } from '@/ui/Notice';
import { Row, Rows } from '@/ui/Rows';
import { Screen } from '@/ui/Screen';
import { contentOf } from '@/ui/screenState';
import { Skeleton } from '@/ui/Skeleton';
import { JoinAction } from './JoinAction';
import { type Target, useTarget } from './useTarget';
import './index.scss';

function useShares(merchant: Merchant | undefined): void {
  const share = () => {
    const { id: merchantId = '', name = '', offer = '' } = merchant ?? {};
    const title = merchant ? textsNow(merchantTexts).share(name, offer) : '';
    return { title, merchantId };
  };
  useShareAppMessage(() => {
    const { title, merchantId } = share();
    return { title, path: urlOf('merchant', { merchantId }) };
  });
  useShareTimeline(() => {
    const { title, merchantId } = share();
    return { title, query: `merchantId=${merchantId}` };
  });
}

function Face({ merchant }: { merchant: Merchant }) {
  return (
    <View className="merchant__face">
      <Mark merchant={merchant} />
      <View className="merchant__about">
        <View className="merchant__name">{merchant.name}</View>
        <Text className="merchant__category">{merchant.category}</Text>
      </View>
    </View>
  );
}

function About({ merchant, storeId }: { merchant: Merchant; storeId: string | null }) {
  const t = useTexts(merchantTexts);
  const store = merchant.stores.find(({ id }) => id === storeId);
  return (
    <View>
      <Face merchant={merchant} />
      {merchant.offer && <Text className="merchant__offer">{merchant.offer}</Text>}
      {store && (
        <Rows heading={t.at}>
          <Row icon="store" title={store.name} note={store.address ?? t.atNote} />
        </Rows>
      )}
      <MerchantTerms merchant={merchant} />
      {isSinglePage() && <Text className="merchant__note">{t.single}</Text>}
    </View>
  );
}

function KnownMerchant({ merchantId, storeId, scene }: Target) {
  const t = useTexts(merchantTexts);
  const resource = useMerchant(merchantId);
  const merchant = resource.data;
  const mine = useMyCards().data?.find((card) => card.merchantId === merchantId);
  useShares(merchant);
  const single = isSinglePage();
  return (
    <Screen
      guest
      title={t.title}
      payCode={mine?.id}
      leave={single ? 'none' : 'back'}
      state={contentOf(resource)}
      skeleton={<Skeleton rows={4} />}
      action={merchant && !single && <JoinAction merchant={merchant} scene={scene} />}
    >
      {merchant && <About merchant={merchant} storeId={storeId} />}
    </Screen>
  );
}

/** The code is torn, or none of ours. */
function UnknownCode() {
  const t = useTexts(merchantTexts);
  return (
    <Screen guest title={t.title}>
      <Notice
        icon="scan"
        title={t.unknownTitle}
        text={t.unknownText}
        action={<Button onTap={() => open('find')}>{t.toFind}</Button>}
      />
    </Screen>
  );
}

/** A merchant's page, for anyone: from its code, from a share, or from Moments without a session. */
export default function MerchantPage() {
  const t = useTexts(merchantTexts);
  const { target, isUnknown, state } = useTarget();
  if (target) return <KnownMerchant {...target} />;
  if (isUnknown) return <UnknownCode />;
  return <Screen guest title={t.title} state={state} skeleton={<Skeleton rows={4} />} />;
}
