import { useTexts } from '@/i18n';
import { refundStoryTexts } from '@/i18n/refundStory';
import { call } from '@/lib/client';
import { useResource } from '@/lib/resource';
import { RefundStory } from '@/ui/RefundStory';
import { contentOf } from '@/ui/screenState';
import { Sheet } from '@/ui/Sheet';
import { Skeleton } from '@/ui/Skeleton';
import { StateView } from '@/ui/StateView';

interface RefundLookProps {
  cardId: string;
  refundId: string;
}

/** How a refund of a recharge stands. */
export function RefundLook({ cardId, refundId }: RefundLookProps) {
  const resource = useResource(
    `refund.${refundId}`,
    () => call('recharges.getMyRefund', { cardId, refundId }),
    { keep: true },
  );
  return (
    <StateView state={contentOf(resource)} skeleton={<Skeleton rows={4} />}>
      {resource.data && <RefundStory refund={resource.data.refund} />}
    </StateView>
  );
}

/** The refund that coins are set aside for. */
export function RefundSheet({ onClose, ...which }: RefundLookProps & { onClose: () => void }) {
  const t = useTexts(refundStoryTexts);
  return (
    <Sheet title={t.title} onClose={onClose}>
      <RefundLook {...which} />
    </Sheet>
  );
}
