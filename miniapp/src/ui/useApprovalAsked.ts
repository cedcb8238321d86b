import type { Approval } from '@merchant-coin/shared';
import { useState } from 'react';
import { approvalsAsked } from '@/lib/approvals';
import { useStore } from '@/lib/store';

interface ApprovalAsked {
  /** The one to ask about: what is being answered, else the newest that waits. */
  approval: Approval | undefined;
  /** It stays until it is let go: its answer may get lost, and be asked for when the server has ended it. */
  takeInHand: (approval: Approval) => void;
  letGo: () => void;
  /** Closed is not answered: while it waits, the next page asks again. */
  putAside: (approval: Approval) => void;
}

/** Which of the payments that wait for the member's word a page asks about. */
export function useApprovalAsked(): ApprovalAsked {
  const waiting = useStore(approvalsAsked);
  const [inHand, setInHand] = useState<Approval | null>(null);
  const [aside, setAside] = useState<readonly string[]>([]);
  const letGo = () => setInHand(null);
  return {
    approval: inHand ?? waiting.find(({ redemptionId }) => !aside.includes(redemptionId)),
    takeInHand: setInHand,
    letGo,
    putAside: ({ redemptionId }) => {
      setAside([...aside, redemptionId]);
      letGo();
    },
  };
}
