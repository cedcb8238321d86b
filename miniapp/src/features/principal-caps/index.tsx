import { formatFen } from '@merchant-coin/shared/kernel/money';
import type { PrincipalCaps } from '@merchant-coin/shared/merchants/rules';
import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { principalCapsTexts } from '@/i18n/principalCaps';
import { call } from '@/lib/client';
import { putResource, useResource } from '@/lib/resource';
import { useBusy } from '@/lib/useBusy';
import { Button } from '@/ui/Button';
import { Money } from '@/ui/Money';
import { Row, Rows } from '@/ui/Rows';
import { Screen } from '@/ui/Screen';
import { contentOf } from '@/ui/screenState';
import { toast, toastError } from '@/ui/toast';
import { CapsSheet } from './CapsSheet';
import { WHICH } from './typed';
import './index.scss';

/** The most that a card may hold; the owner's to lower. */
export default function PrincipalCapsPage() {
  const t = useTexts(principalCapsTexts);
  const { merchantId = '' } = useRouter().params;
  const key = `principalCaps.${merchantId}`;
  const resource = useResource(key, () => call('merchants.getPrincipalCaps', { merchantId }), {
    keep: true,
  });
  const [isChanging, setChanging] = useState(false);
  const [busy, run] = useBusy();
  const { data } = resource;
  // Setting the same caps again changes nothing: a lost answer is simply asked for again.
  const save = (caps: PrincipalCaps) =>
    run(async () => {
      try {
        putResource(key, await call('merchants.setPrincipalCaps', { merchantId, ...caps }));
        toast(t.done, 'good');
        setChanging(false);
      } catch (cause) {
        toastError(cause);
      }
    });
  return (
    <Screen
      title={t.title}
      state={contentOf(resource)}
      action={data && <Button onTap={() => setChanging(true)}>{t.change}</Button>}
      overlay={
        isChanging &&
        data && <CapsSheet {...data} busy={busy} onSave={save} onClose={() => setChanging(false)} />
      }
    >
      {data && (
        <View>
          <Text className="caps__intro">{t.intro}</Text>
          <Rows heading={t.now}>
            {WHICH.map((which) => (
              <Row
                key={which}
                title={t.which[which]}
                note={
                  data.caps[which] < data.legal[which]
                    ? t.belowLegal(formatFen(data.legal[which]))
                    : t.atLegal
                }
                value={<Money fen={data.caps[which]} className="caps__figure" />}
              />
            ))}
          </Rows>
          <Text className="caps__note">
            {t.law(formatFen(data.legal.identifiedFen), formatFen(data.legal.otherwiseFen))}
          </Text>
        </View>
      )}
    </Screen>
  );
}
