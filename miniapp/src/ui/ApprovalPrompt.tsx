import type { Approval } from '@merchant-coin/shared';
import { useState } from 'react';
import { approvalAnswered, approvalsAsked } from '@/lib/approvals';
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
  const approval = waiting.find(({ redemptionId }) => !putAside.includes(redemptionId));
  if (!isShown) return null;
  if (refused) return <ReportSheet approval={refused} onClose={() => setRefused(null)} />;
  if (!approval) return null;
  const { redemptionId } = approval;
  const close = () => setPutAside([...putAside, redemptionId]);
  const answered = (isNo: boolean) => {
    approvalAnswered(redemptionId);
    if (isNo) setRefused(approval);
  };
  return (
    <ApprovalSheet key={redemptionId} approval={approval} onClose={close} onAnswered={answered} />
  );
}
