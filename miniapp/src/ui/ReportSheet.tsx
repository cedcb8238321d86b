import type { Approval } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { approvalTexts } from '@/i18n/approvals';
import { reportTexts } from '@/i18n/reports';
import { call } from '@/lib/client';
import { useBusy } from '@/lib/useBusy';
import { Button } from './Button';
import { Field } from './Field';
import { Money } from './Money';
import { Row, Rows } from './Rows';
import { Sheet } from './Sheet';
import { toast, toastError } from './toast';
import './Approval.scss';

const REASON_LENGTH = 200;

/** After a refusal: whether it was a mistake or worth telling the merchant. The first report stands. */
export function ReportSheet({ approval, onClose }: { approval: Approval; onClose: () => void }) {
  const t = useTexts(reportTexts);
  const asked = useTexts(approvalTexts);
  const { cardId, redemptionId, storeName, clerkName, priceFen } = approval;
  const [reason, setReason] = useState('');
  const [busy, run] = useBusy();
  const report = () =>
    run(async () => {
      try {
        const said = reason.trim();
        const about = { cardId, redemptionId, ...(said ? { reason: said } : {}) };
        await call('redemptions.reportRedemption', about);
        toast(t.reported, 'good');
        onClose();
      } catch (cause) {
        toastError(cause);
      }
    });
  return (
    <Sheet
      title={t.offerTitle}
      onClose={onClose}
      action={
        <>
          <Button busy={busy} onTap={report}>
            {busy ? t.reporting : t.report}
          </Button>
          <Button kind="quiet" disabled={busy} onTap={onClose}>
            {t.noNeed}
          </Button>
        </>
      }
    >
      <View className="approval">
        <Text className="approval__line">{t.offerText}</Text>
        <Rows>
          <Row title={asked.store} value={storeName} />
          {clerkName && <Row title={asked.clerk} value={clerkName} />}
          <Row title={asked.asked} value={<Money fen={priceFen} />} />
        </Rows>
        <Field
          label={t.reason}
          value={reason}
          maxLength={REASON_LENGTH}
          placeholder={t.reasonPlaceholder}
          onInput={setReason}
        />
      </View>
    </Sheet>
  );
}
