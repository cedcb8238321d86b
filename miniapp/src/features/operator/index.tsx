import type { Merchant } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { textsNow, useTexts } from '@/i18n';
import { operatorTexts } from '@/i18n/operator';
import { call } from '@/lib/client';
import { usePages } from '@/lib/pages';
import { useBusy } from '@/lib/useBusy';
import { Button } from '@/ui/Button';
import { List } from '@/ui/List';
import { Notice } from '@/ui/Notice';
import { Row, Rows } from '@/ui/Rows';
import { Screen } from '@/ui/Screen';
import { contentOfPages } from '@/ui/screenState';
import { Sheet } from '@/ui/Sheet';
import { toast, toastError } from '@/ui/toast';
import './index.scss';

interface ApproveSheetProps {
  merchant: Merchant;
  onClose: () => void;
  onApproved: () => void;
}

function ApproveSheet({ merchant, onClose, onApproved }: ApproveSheetProps) {
  const t = useTexts(operatorTexts);
  const [busy, run] = useBusy();
  const approve = () =>
    run(async () => {
      try {
        await call('merchants.approveMerchant', { merchantId: merchant.id });
        toast(textsNow(operatorTexts).approved(merchant.name), 'good');
        onApproved();
      } catch (cause) {
        toastError(cause);
      }
    });
  return (
    <Sheet
      title={t.approveTitle(merchant.name)}
      onClose={onClose}
      action={
        <Button busy={busy} onTap={approve}>
          {t.approveAction}
        </Button>
      }
    >
      <View>
        <Text className="operator__text">{t.approveText}</Text>
      </View>
    </Sheet>
  );
}

/** The platform's operator lets merchants in; of their members there is nothing to see here. */
export default function OperatorPage() {
  const t = useTexts(operatorTexts);
  const [chosen, setChosen] = useState<Merchant | null>(null);
  const pages = usePages<Merchant>(
    'merchantsToApprove',
    (cursor) => call('merchants.listMerchantsToApprove', { cursor }),
    { keep: true },
  );
  const onApproved = () => {
    pages.replace((merchants) => merchants.filter(({ id }) => id !== chosen?.id));
    setChosen(null);
  };
  return (
    <Screen
      title={t.title}
      state={contentOfPages(pages, <Notice icon="check" title={t.emptyTitle} text={t.emptyText} />)}
      overlay={
        chosen && (
          <ApproveSheet merchant={chosen} onClose={() => setChosen(null)} onApproved={onApproved} />
        )
      }
    >
      <List
        pages={pages}
        render={(merchant) => (
          <Rows key={merchant.id}>
            <Row
              title={merchant.name}
              note={`${merchant.legalName} · ${merchant.category}`}
              value={t.approve}
              onTap={() => setChosen(merchant)}
            />
          </Rows>
        )}
      />
    </Screen>
  );
}
