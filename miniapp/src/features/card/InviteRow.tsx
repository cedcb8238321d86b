import { useTexts } from '@/i18n';
import { cardTexts } from '@/i18n/card';
import { open } from '@/lib/nav';
import { Row, Rows } from '@/ui/Rows';

/** To the poster that friends join by. */
export function InviteRow({ cardId }: { cardId: string }) {
  const t = useTexts(cardTexts);
  return (
    <Rows>
      <Row
        icon="person-plus"
        title={t.invite}
        note={t.inviteNote}
        onTap={() => open('poster', { cardId })}
      />
    </Rows>
  );
}
