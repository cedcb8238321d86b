import { View, Text } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { approvalTexts } from '@/i18n/approvals';
import { call } from '@/lib/client';
import { putResource, useResource } from '@/lib/resource';
import { Button } from '@/ui/Button';
import { Money } from '@/ui/Money';
import { Row, Rows } from '@/ui/Rows';
import { Screen } from '@/ui/Screen';
import { contentOf } from '@/ui/screenState';
import { ApprovalLimitSheet } from '@/ui/ApprovalLimitSheet';

/** The owner's limit for all members of a merchant. */
export default function ApprovalLimitPage() {
  const t = useTexts(approvalTexts);
  const { merchantId = '' } = useRouter().params;
  const key = `approvalLimit.${merchantId}`;
  const resource = useResource(key, () => call('redemptions.getApprovalLimit', { merchantId }), {
    keep: true,
  });
  const [isChanging, setChanging] = useState(false);
  const { data } = resource;
  const save = async (limitFen: number | null) =>
    putResource(key, await call('redemptions.setApprovalLimit', { merchantId, limitFen }));
  return (
    <Screen
      title={t.limitTitle}
      state={contentOf(resource)}
      action={data && <Button onTap={() => setChanging(true)}>{t.limitChange}</Button>}
      overlay={
        isChanging &&
        data && (
          <ApprovalLimitSheet
            limitFen={data.limitFen}
            text={t.limitOwnerText}
            save={save}
            onClose={() => setChanging(false)}
          />
        )
      }
    >
      {data && (
        <View className="approval">
          <Text className="approval__line">{t.limitOwnerText}</Text>
          <Rows>
            <Row
              title={t.limitInForce}
              value={data.limitFen === null ? t.limitNone : <Money fen={data.limitFen} />}
            />
          </Rows>
        </View>
      )}
    </Screen>
  );
}
