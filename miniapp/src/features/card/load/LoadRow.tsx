import { useTexts } from '@/i18n';
import { loadCardTexts } from '@/i18n/loadCard';
import { rechargeTexts } from '@/i18n/recharge';
import { open } from '@/lib/nav';
import { Row, Rows } from '@/ui/Rows';

/** The ways to more coins: paying in WeChat, or loading a recharge card. */
export function LoadRow({ cardId, onTap }: { cardId: string; onTap: () => void }) {
  const t = useTexts(loadCardTexts);
  const recharge = useTexts(rechargeTexts);
  return (
    <Rows>
      <Row
        icon="coin"
        title={recharge.row}
        note={recharge.rowNote}
        onTap={() => open('recharge', { cardId })}
      />
      <Row icon="gift" title={t.row} note={t.rowNote} onTap={onTap} />
    </Rows>
  );
}
