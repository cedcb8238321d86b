import type { Merchant, Store } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { helpTexts } from '@/i18n/help';
import { useMerchant } from '@/lib/merchants';
import { callPhone } from '@/lib/phoneCall';
import { Button } from './Button';
import { Row, Rows } from './Rows';
import { contentOf } from './screenState';
import { Sheet } from './Sheet';
import { Skeleton } from './Skeleton';
import { StateView } from './StateView';
import './HelpSheet.scss';

/** The one to ask first: where the member joined, else the first that can be called. */
function nearest({ stores }: Merchant, homeStoreName: string | null): Store | undefined {
  const callable = stores.filter(({ phone }) => phone !== null);
  return callable.find(({ name }) => name === homeStoreName) ?? callable[0];
}

/** Where a store is; a tap calls it. */
function StoreRow({ store }: { store: Store }) {
  const t = useTexts(helpTexts);
  const { name, address, phone } = store;
  const note = [address, phone ?? t.noPhone].filter(Boolean).join(' · ');
  if (phone === null) return <Row icon="store" title={name} note={note} />;
  return <Row icon="store" title={name} note={note} end="call" onTap={() => callPhone(phone)} />;
}

interface HelpSheetProps {
  merchantId: string;
  homeStoreName: string | null;
  onClose: () => void;
}

/** Who helps with a card: its store by phone at one tap, and where the others are. */
export function HelpSheet({ merchantId, homeStoreName, onClose }: HelpSheetProps) {
  const t = useTexts(helpTexts);
  const resource = useMerchant(merchantId);
  const merchant = resource.data;
  const first = merchant && nearest(merchant, homeStoreName);
  return (
    <Sheet
      title={t.title}
      onClose={onClose}
      action={
        first?.phone && (
          <Button icon="call" onTap={() => callPhone(first.phone ?? '')}>
            {t.call(first.name)}
          </Button>
        )
      }
    >
      <Text className="help__text">{t.text}</Text>
      <Text className="help__safe">{t.safe}</Text>
      <StateView state={contentOf(resource)} skeleton={<Skeleton rows={2} />}>
        <View className="help__stores">
          <Rows heading={t.stores}>
            {merchant?.stores.map((store) => (
              <StoreRow key={store.id} store={store} />
            ))}
          </Rows>
        </View>
      </StateView>
    </Sheet>
  );
}
