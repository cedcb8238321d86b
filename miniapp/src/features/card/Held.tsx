import type { CardHold } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { useTexts } from '@/i18n';
import { cardTexts } from '@/i18n/card';
import { formatInstant } from '@/lib/format';
import { Money } from '@/ui/Money';
import { Row, Rows } from '@/ui/Rows';

interface HeldProps {
  holds?: readonly CardHold[];
  onRefund: (refundId: string) => void;
}

function useHoldNote(): (hold: CardHold) => string {
  const t = useTexts(cardTexts);
  return ({ expiresAt, refundFen }) => {
    if (refundFen) return t.heldForRefund(formatFen(refundFen));
    return expiresAt ? t.heldUntil(formatInstant(expiresAt)) : t.heldNoEnd;
  };
}

/** What is set aside, where and until when. A card that was kept on the device may not know. */
export function Held({ holds = [], onRefund }: HeldProps) {
  const t = useTexts(cardTexts);
  const noteOf = useHoldNote();
  if (holds.length === 0) return null;
  return (
    <Rows heading={t.held}>
      {holds.map((hold) => (
        <Row
          key={hold.id}
          title={hold.storeName ?? formatInstant(hold.at)}
          note={noteOf(hold)}
          value={<Money fen={hold.heldFen} className="card-page__change" />}
          {...(hold.refundFen ? { onTap: () => onRefund(hold.id) } : {})}
        />
      ))}
    </Rows>
  );
}
