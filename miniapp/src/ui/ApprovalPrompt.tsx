import type { Approval } from '@merchant-coin/shared';
import { useState } from 'react';
import { approvalAnswered } from '@/lib/approvals';
import { useIsShown } from '@/lib/useIsShown';
import { ApprovalSheet } from './ApprovalSheet';
import { ReportSheet } from './ReportSheet';
import { useApprovalAsked } from './useApprovalAsked';

/**
 * Asks the member about the newest payment that waits for them, and after a no whether to report it; nothing
 * while none waits. Part of every screen: a minute is all there is to answer, whatever one looks at.
 */
export function ApprovalPrompt() {
  const { approval, takeInHand, letGo, putAside } = useApprovalAsked();
  const isShown = useIsShown();
  const [refused, setRefused] = useState<Approval | null>(null);
  if (!isShown) return null;
  if (refused) return <ReportSheet approval={refused} onClose={() => setRefused(null)} />;
  if (!approval) return null;
  const answered = (isNo: boolean) => {
    approvalAnswered(approval.redemptionId);
    letGo();
    if (isNo) setRefused(approval);
  };
  return (
    <ApprovalSheet
      key={approval.redemptionId}
      approval={approval}
      onClose={() => putAside(approval)}
      onAnswering={() => takeInHand(approval)}
      onAnswered={answered}
    />
  );
}
