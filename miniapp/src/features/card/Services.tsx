import { useTexts } from '@/i18n';
import { cardTexts } from '@/i18n/card';
import { helpTexts } from '@/i18n/help';
import { loadCardTexts } from '@/i18n/loadCard';
import { myReminderTexts } from '@/i18n/reminders';
import { open } from '@/lib/nav';
import { useElder } from '@/lib/settings';
import { Row, Rows } from '@/ui/Rows';

interface ServicesProps {
  cardId: string;
  onLoad: () => void;
  onHelp: () => void;
}

/** What else one does with a card, now and then. */
export function Services({ cardId, onLoad, onHelp }: ServicesProps) {
  const t = useTexts(cardTexts);
  const load = useTexts(loadCardTexts);
  const reminders = useTexts(myReminderTexts);
  const help = useTexts(helpTexts);
  return (
    <Rows heading={t.services}>
      <Row icon="gift" title={load.row} note={load.rowNote} onTap={onLoad} />
      <Row
        icon="bell"
        title={reminders.row}
        note={reminders.rowNote}
        onTap={() => open('reminders', { cardId })}
      />
      <Row
        icon="person-plus"
        title={t.invite}
        note={t.inviteNote}
        onTap={() => open('poster', { cardId })}
      />
      {/* Elder mode has it in sight. */}
      {!useElder() && <Row icon="help" title={help.title} note={help.note} onTap={onHelp} />}
    </Rows>
  );
}
