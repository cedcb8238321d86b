import { useTexts } from '@/i18n';
import { myReminderTexts } from '@/i18n/reminders';
import { askForMessages, useMessagesLeft } from '@/lib/messages';
import { Button } from '@/ui/Button';
import { Row, Rows } from '@/ui/Rows';

/** WeChat sends one message for each yes: how many are left, and a tap for one more. */
export function MessagesLeft() {
  const t = useTexts(myReminderTexts);
  const left = useMessagesLeft('reminder');
  if (left === undefined) return null;
  return (
    <Rows>
      <Row
        title={left === 0 ? t.messagesNone : t.messagesLeft(left)}
        note={t.messagesNote}
        value={
          <Button kind="plain" small onTap={() => askForMessages('reminder')}>
            {t.messagesAdd}
          </Button>
        }
      />
    </Rows>
  );
}
