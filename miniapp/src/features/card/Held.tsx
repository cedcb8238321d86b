import type { CardHold } from '@merchant-coin/shared';
import { useTexts } from '@/i18n';
import { cardTexts } from '@/i18n/card';
import { formatInstant } from '@/lib/format';
import { Money } from '@/ui/Money';
import { Row, Rows } from '@/ui/Rows';

/** What is set aside, where and until when. A card that was kept on the device may not know. */
export function Held({ holds = [] }: { holds?: readonly CardHold[] }) {
  const t = useTexts(cardTexts);
  if (holds.length === 0) return null;
  return (
    <Rows heading={t.held}>
      {holds.map(({ id, heldFen, storeName, at, expiresAt }) => (
        <Row
          key={id}
          title={storeName ?? formatInstant(at)}
          note={expiresAt ? t.heldUntil(formatInstant(expiresAt)) : t.heldNoEnd}
          value={<Money fen={heldFen} className="card-page__change" />}
        />
      ))}
    </Rows>
  );
}
