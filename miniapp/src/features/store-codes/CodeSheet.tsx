import type { Store } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { pictureTexts } from '@/i18n/pictures';
import { callForPicture } from '@/lib/picture';
import { useResource } from '@/lib/resource';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Picture } from '@/ui/Picture';
import { SavePicture } from '@/ui/SavePicture';
import { Sheet } from '@/ui/Sheet';

interface CodeSheetProps {
  merchantId: string;
  store: Store;
  onClose: () => void;
}

/** One store's code, large enough to scan from the screen, and to keep for the printer. */
export function CodeSheet({ merchantId, store, onClose }: CodeSheetProps) {
  const t = useTexts(pictureTexts);
  const { id: storeId, name } = store;
  const { data, error, reload } = useResource(`appCode.${storeId}`, () =>
    callForPicture('merchants.getStoreAppCode', { merchantId, storeId }),
  );
  return (
    <Sheet
      title={name}
      onClose={onClose}
      action={<SavePicture picture={data} fileName={`code-${storeId}`} />}
    >
      {error && !data ? (
        <ErrorNotice error={error} onRetry={() => void reload()} />
      ) : (
        <View className="store-codes__sheet">
          <View className="store-codes__frame">
            {data && <Picture className="store-codes__code" src={data} label={t.codeOf(name)} />}
          </View>
          <Text className="store-codes__print">{t.codePrint}</Text>
        </View>
      )}
    </Sheet>
  );
}
