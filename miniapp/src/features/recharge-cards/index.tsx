import type { RechargeCardBatch } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { rechargeCardTexts } from '@/i18n/rechargeCards';
import { call } from '@/lib/client';
import { formatInstant } from '@/lib/format';
import { open } from '@/lib/nav';
import { usePages } from '@/lib/pages';
import { useBusy } from '@/lib/useBusy';
import { Button } from '@/ui/Button';
import { List } from '@/ui/List';
import { Notice } from '@/ui/Notice';
import { Row, Rows } from '@/ui/Rows';
import { Screen } from '@/ui/Screen';
import { contentOfPages } from '@/ui/screenState';
import { toastError } from '@/ui/toast';
import { forgetDraft, unsavedDraft } from './draft';
import { makeBatch, MakeSheet } from './MakeSheet';
import { PrintedCodes } from './PrintedCodes';
import type { PrintedBatch } from './printing';
import './index.scss';

function BatchRow({ merchantId, batch }: { merchantId: string; batch: RechargeCardBatch }) {
  const t = useTexts(rechargeCardTexts);
  const { sold, loaded, unsold } = batch.counts;
  return (
    <Rows>
      <Row
        title={t.faceOf(formatFen(batch.amountFen), batch.count)}
        note={
          <>
            <View>{t.counts(sold, loaded)}</View>
            <View>
              {formatInstant(batch.madeAt)} · {t.batch(batch.serial)}
            </View>
          </>
        }
        value={t.unsoldLeft(unsold)}
        onTap={() => open('rechargeCardBatch', { merchantId, batchId: batch.id })}
      />
    </Rows>
  );
}

/** A batch whose codes were not marked as saved, also after the app was closed in between. */
function Unsaved({ busy, onTap }: { busy: boolean; onTap: () => void }) {
  const t = useTexts(rechargeCardTexts);
  return (
    <Rows>
      <Row
        icon={busy ? 'clock' : 'warn'}
        title={t.unsavedTitle}
        note={t.unsavedNote}
        onTap={onTap}
      />
    </Rows>
  );
}

export default function RechargeCardsPage() {
  const t = useTexts(rechargeCardTexts);
  const { merchantId = '' } = useRouter().params;
  const pages = usePages<RechargeCardBatch>(
    `rechargeCardBatches.${merchantId}`,
    (cursor) => call('rechargeCards.listRechargeCardBatches', { merchantId, cursor }),
    // What is sold and loaded changes while another page is open.
    { keep: true, freshMs: 0, idOf: ({ id }) => id },
  );
  const [making, setMaking] = useState(false);
  const [printed, setPrinted] = useState<PrintedBatch | null>(null);
  const [busy, run] = useBusy();
  const draft = unsavedDraft(merchantId);
  const leave = () => {
    setPrinted(null);
    pages.reload();
  };
  const lookAgain = () =>
    run(async () => {
      try {
        if (draft) setPrinted(await makeBatch(merchantId, draft));
      } catch (cause) {
        toastError(cause);
      }
    });
  if (printed) {
    const onSaved = () => {
      forgetDraft(merchantId);
      leave();
    };
    return <PrintedCodes printed={printed} onLeave={leave} onSaved={onSaved} />;
  }
  const make = <Button onTap={() => setMaking(true)}>{t.make}</Button>;
  const unsaved = draft && <Unsaved busy={busy} onTap={lookAgain} />;
  const empty = (
    <>
      {unsaved}
      <Notice icon="gift" title={t.emptyTitle} text={t.emptyText} />
    </>
  );
  return (
    <Screen
      title={t.title}
      state={contentOfPages(pages, empty)}
      action={pages.items && !draft && make}
      overlay={
        making && (
          <MakeSheet
            merchantId={merchantId}
            onClose={() => setMaking(false)}
            onMade={(made) => {
              setMaking(false);
              setPrinted(made);
            }}
          />
        )
      }
    >
      {unsaved}
      <List
        pages={pages}
        render={(batch) => <BatchRow key={batch.id} merchantId={merchantId} batch={batch} />}
      />
    </Screen>
  );
}
