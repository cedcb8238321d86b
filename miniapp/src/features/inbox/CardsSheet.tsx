import type { CardFace } from '@merchant-coin/shared';
import { useTexts } from '@/i18n';
import { inboxTexts } from '@/i18n/inbox';
import { open } from '@/lib/nav';
import { Row } from '@/ui/Rows';
import { Sheet } from '@/ui/Sheet';

interface CardsSheetProps {
  cards: readonly CardFace[];
  onClose: () => void;
}

/** Each merchant reminds by settings of its own: which card is meant? */
export function CardsSheet({ cards, onClose }: CardsSheetProps) {
  const t = useTexts(inboxTexts);
  return (
    <Sheet title={t.which} onClose={onClose}>
      {cards.map(({ id, merchant }) => (
        <Row
          key={id}
          title={merchant.name}
          onTap={() => {
            onClose();
            open('reminders', { cardId: id });
          }}
        />
      ))}
    </Sheet>
  );
}
