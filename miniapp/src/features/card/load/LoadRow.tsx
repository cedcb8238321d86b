import { useTexts } from '@/i18n';
import { loadCardTexts } from '@/i18n/loadCard';
import { Row, Rows } from '@/ui/Rows';

/** The way to loading a recharge card. */
export function LoadRow({ onTap }: { onTap: () => void }) {
  const t = useTexts(loadCardTexts);
  return (
    <Rows>
      <Row icon="gift" title={t.row} note={t.rowNote} onTap={onTap} />
    </Rows>
  );
}
