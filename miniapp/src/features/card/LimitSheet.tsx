import type { Card } from '@merchant-coin/shared';
import { useTexts } from '@/i18n';
import { approvalTexts } from '@/i18n/approvals';
import { call } from '@/lib/client';
import { askForMessages, useMessageTemplates } from '@/lib/messages';
import { refreshAll } from '@/lib/resource';
import { ApprovalLimitSheet } from '@/ui/ApprovalLimitSheet';

/** The member's own limit on one card. */
export function LimitSheet({ card, onClose }: { card: Card; onClose: () => void }) {
  const { limitText } = useTexts(approvalTexts);
  const { id: cardId, approvalLimitFen } = card;
  useMessageTemplates();
  const save = async (limitFen: number | null) => {
    // Whoever wants to be asked wants to hear of it.
    if (limitFen !== null) askForMessages('approvalAsked');
    await call('redemptions.setMyApprovalLimit', { cardId, limitFen });
    refreshAll(`card.${cardId}`);
  };
  return (
    <ApprovalLimitSheet
      limitFen={approvalLimitFen ?? null}
      text={limitText}
      save={save}
      onClose={onClose}
    />
  );
}
