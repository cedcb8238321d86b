import { useState } from 'react';
import { useTexts } from '@/i18n';
import { galleryTexts } from '@/i18n/gallery';
import { privacyAsked } from '@/lib/privacy';
import { ApprovalLimitSheet } from '@/ui/ApprovalLimitSheet';
import { ApprovalPrompt } from '@/ui/ApprovalPrompt';
import { ApprovalSheet } from '@/ui/ApprovalSheet';
import { Button } from '@/ui/Button';
import { HelpSheet } from '@/ui/HelpSheet';
import { Notice } from '@/ui/Notice';
import { PrivacySheet } from '@/ui/PrivacySheet';
import { ReportSheet } from '@/ui/ReportSheet';
import { Sheet } from '@/ui/Sheet';
import { sampleApproval } from './samples';
import { nothing, Show } from './Show';

const SHEETS = {
  Sheet: PlainSheet,
  ApprovalSheet: (props: Closing) => (
    <ApprovalSheet
      approval={sampleApproval()}
      onAnswering={nothing}
      onAnswered={nothing}
      {...props}
    />
  ),
  ReportSheet: (props: Closing) => <ReportSheet approval={sampleApproval()} {...props} />,
  ApprovalLimitSheet: LimitSheet,
  HelpSheet: (props: Closing) => (
    <HelpSheet merchantId="mch_sample" homeStoreName={null} {...props} />
  ),
};
type SheetName = keyof typeof SHEETS;
const NAMES = Object.keys(SHEETS) as SheetName[];

interface Closing {
  onClose: () => void;
}

function PlainSheet({ onClose }: Closing) {
  const t = useTexts(galleryTexts);
  return (
    <Sheet title={t.title} onClose={onClose} action={<Button onTap={onClose}>{t.press}</Button>}>
      <Notice icon="info" title={t.word} text={t.note} />
    </Sheet>
  );
}

function LimitSheet(props: Closing) {
  const t = useTexts(galleryTexts);
  return (
    <ApprovalLimitSheet limitFen={20_000} text={t.note} save={() => Promise.resolve()} {...props} />
  );
}

/** What lies above a page. The privacy sheet is WeChat's question; here nobody waits for its answer. */
export function Sheets() {
  const t = useTexts(galleryTexts);
  const [open, setOpen] = useState<SheetName | null>(null);
  const Open = open && SHEETS[open];
  return (
    <>
      {NAMES.map((name) => (
        <Show key={name} of={name}>
          <Button kind="plain" onTap={() => setOpen(name)}>
            {t.open(name)}
          </Button>
        </Show>
      ))}
      <Show of="PrivacySheet">
        <Button kind="plain" onTap={() => privacyAsked.set(() => privacyAsked.set(null))}>
          {t.open('PrivacySheet')}
        </Button>
        <PrivacySheet />
      </Show>
      {/* Shows itself as soon as a payment waits for this member's word. */}
      <ApprovalPrompt />
      {Open && <Open onClose={() => setOpen(null)} />}
    </>
  );
}
