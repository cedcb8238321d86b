import type { Approval } from '@merchant-coin/shared';
import { useState } from 'react';
import { useApprovals } from '@/lib/useApprovals';
import { ApprovalSheet } from './ApprovalSheet';
import { ReportSheet } from './ReportSheet';

/**
 * Asks the member about the newest payment that waits for them, and after a no whether to report it; nothing
 * while none waits.
 */
export function ApprovalPrompt() {
  const [waiting, look] = useApprovals();
  const [put, putAside] = useState<readonly string[]>([]);
  const [refused, setRefused] = useState<Approval | null>(null);
  const approval = waiting.find(({ redemptionId }) => !put.includes(redemptionId));
  if (refused) return <ReportSheet approval={refused} onClose={() => setRefused(null)} />;
  if (!approval) return null;
  const { redemptionId } = approval;
  const close = () => putAside([...put, redemptionId]);
  const answered = (isNo: boolean) => {
    close();
    look();
    if (isNo) setRefused(approval);
  };
  return (
    <ApprovalSheet key={redemptionId} approval={approval} onClose={close} onAnswered={answered} />
  );
}
