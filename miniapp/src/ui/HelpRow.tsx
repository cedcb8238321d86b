import { useTexts } from '@/i18n';
import { helpTexts } from '@/i18n/help';
import { Row, Rows } from './Rows';

/** The way to people who help. */
export function HelpRow({ onTap }: { onTap: () => void }) {
  const t = useTexts(helpTexts);
  return (
    <Rows>
      <Row icon="help" title={t.title} note={t.note} onTap={onTap} />
    </Rows>
  );
}
