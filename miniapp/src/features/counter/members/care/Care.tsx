import type { CardAction, MemberCard } from '@merchant-coin/shared';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { counterCareTexts } from '@/i18n/counterCare';
import type { IconName } from '@/ui/Icon';
import { Row, Rows } from '@/ui/Rows';
import { CorrectSheet } from './CorrectSheet';
import { FreezeSheet } from './FreezeSheet';
import { ReplaceSheet } from './ReplaceSheet';
import type { CareSheetProps } from './props';
import { UnfreezeSheet } from './UnfreezeSheet';
import './care.scss';

const SHEETS: Record<CardAction, (props: CareSheetProps) => JSX.Element> = {
  freeze: FreezeSheet,
  unfreeze: UnfreezeSheet,
  replace: ReplaceSheet,
  correct: CorrectSheet,
};

const ICONS: Record<CardAction, IconName> = {
  freeze: 'lock',
  unfreeze: 'check',
  replace: 'refresh',
  correct: 'pencil',
};

/** What this member of staff may do to the card, each in a sheet of its own. */
export function Care({ card, phone, onChanged }: CareProps) {
  const t = useTexts(counterCareTexts);
  const [open, setOpen] = useState<CardAction | null>(null);
  const OpenSheet = open && SHEETS[open];
  if (card.actions.length === 0) return null;
  return (
    <>
      <Rows heading={t.heading}>
        {card.actions.map((action) => (
          <Row
            key={action}
            icon={ICONS[action]}
            title={t.acts[action]}
            note={t.notes[action]}
            onTap={() => setOpen(action)}
          />
        ))}
      </Rows>
      {OpenSheet && (
        <OpenSheet
          card={card}
          phone={phone}
          onClose={() => setOpen(null)}
          onDone={() => {
            setOpen(null);
            onChanged();
          }}
        />
      )}
    </>
  );
}

interface CareProps {
  card: MemberCard;
  phone: string | null;
  onChanged: () => void;
}
