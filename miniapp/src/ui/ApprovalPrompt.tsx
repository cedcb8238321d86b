import type { Approval } from '@merchant-coin/shared';
import { useState } from 'react';
import { approvalAnswered, approvalsAsked } from '@/lib/approvals';
import { serverNow } from '@/lib/clock';
import { useStore } from '@/lib/store';
import { useIsShown } from '@/lib/useIsShown';
import { ApprovalSheet } from './ApprovalSheet';
import { ReportSheet } from './ReportSheet';

/**
 * Asks the member about the newest payment that waits for them, and after a no whether to report it; nothing
 * while none waits. Part of every screen: a minute is all there is to answer, whatever one looks at.
 */
export function ApprovalPrompt() {
  const waiting = useStore(approvalsAsked);
  const isShown = useIsShown();
  // Closed is not answered: while it waits, the next page asks again.
  const [putAside, setPutAside] = useState<readonly string[]>([]);
  const [refused, setRefused] = useState<Approval | null>(null);
  // Once answered it waits no more, which may be known before the answer has come back: that is waited for.
  const [answering, setAnswering] = useState<Approval | null>(null);
  const isInTime = answering !== null && Date.parse(answering.expiresAt) > serverNow();
  const approval = isInTime
    ? answering
    : waiting.find(({ redemptionId }) => !putAside.includes(redemptionId));
  if (!isShown) return null;
  if (refused) return <ReportSheet approval={refused} onClose={() => setRefused(null)} />;
  if (!approval) return null;
  const { redemptionId } = approval;
  const close = () => {
    setAnswering(null);
    setPutAside([...putAside, redemptionId]);
  };
  const answered = (isNo: boolean) => {
    setAnswering(null);
    approvalAnswered(redemptionId);
    if (isNo) setRefused(approval);
  };
  return (
    <ApprovalSheet
      key={redemptionId}
      approval={approval}
      onClose={close}
      onAnswering={() => setAnswering(approval)}
      onAnswered={answered}
    />
  );
}
