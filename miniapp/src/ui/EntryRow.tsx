import type { CardEntry } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { useTexts } from '@/i18n';
import { cardTexts } from '@/i18n/card';
import { formatInstant } from '@/lib/format';
import { Money } from './Money';
import { Row } from './Rows';
import './EntryRow.scss';

/** What an entry is called: a hold for a refund is no purchase. */
export function useEntryWord({ type, refundFen }: CardEntry): string {
  const t = useTexts(cardTexts);
  const isRefund = refundFen !== null && (type === 'hold' || type === 'release');
  return isRefund ? t.refundTypes[type] : t.types[type];
}

function Change({ entry }: { entry: CardEntry }) {
  // The coins had left with the hold: what is told now is the money.
  if (entry.type === 'refund' && entry.refundFen !== null) {
    return <Money fen={entry.refundFen} className="entry-row__change" />;
  }
  if (entry.changeFen === 0) return null;
  const gained = entry.changeFen > 0 ? 'entry-row__change--gained' : '';
  return <Money fen={entry.changeFen} signed className={`entry-row__change ${gained}`} />;
}

/** What happened, where and when, and what was left. */
export function EntryRow({ entry, onTap }: { entry: CardEntry; onTap: () => void }) {
  const t = useTexts(cardTexts);
  const word = useEntryWord(entry);
  // A capture takes coins that had left the balance before: its change is what came back.
  const rest =
    entry.type === 'capture' && entry.paidFen !== null
      ? t.fromHold(formatFen(entry.paidFen))
      : t.balanceAfter(formatFen(entry.spendableAfterFen));
  return (
    <Row
      title={entry.storeName ? `${word} · ${entry.storeName}` : word}
      note={`${formatInstant(entry.at)} · ${rest}`}
      value={<Change entry={entry} />}
      end="none"
      onTap={onTap}
    />
  );
}
