import type { RefundLine, RefundSumView, RefundViews } from '@merchant-coin/shared';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import type { RefundView } from '@merchant-coin/shared/refunds/rules';
import { Text } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { refundTexts } from '@/i18n/counterRefunds';
import { refundStoryTexts } from '@/i18n/refundStory';
import { formatInstant } from '@/lib/format';
import { Money } from '@/ui/Money';
import { Row, Rows } from '@/ui/Rows';

const COUNTED: Record<RefundView, (line: RefundLine) => number> = {
  full: () => 0,
  listPrice: (line) => line.listPriceFen,
  priceCharged: (line) => line.priceChargedFen,
  paidShare: (line) => line.paidShareFen,
};

const less = (amountFen: number) => <Money fen={-amountFen} />;

function LineRow({ line, view }: { line: RefundLine; view: RefundView }) {
  const t = useTexts(refundTexts);
  const { at, storeName, listPriceFen, priceChargedFen, paidShareFen } = line;
  const [list, charged, share] = [listPriceFen, priceChargedFen, paidShareFen].map(formatFen);
  return (
    <Row
      title={storeName ? `${formatInstant(at)} · ${storeName}` : formatInstant(at)}
      note={t.line(list ?? '', charged ?? '', share ?? '')}
      value={less(COUNTED[view](line))}
    />
  );
}

interface SumProps {
  views: RefundViews;
  sum: RefundSumView;
}

/** What each purchase counts for, beside what it would count for in the other views. */
export function RefundLines({ views, sum }: SumProps) {
  const t = useTexts(refundTexts);
  if (views.lines.length === 0) return null;
  return (
    <Rows heading={t.lines}>
      {views.lines.map((line) => (
        <LineRow key={line.entryId} line={line} view={sum.view} />
      ))}
    </Rows>
  );
}

/** What was paid, what was used, what is left of it for the member, and what lapses. */
export function RefundSum({ views, sum }: SumProps) {
  const t = useTexts(refundTexts);
  const { paidFen, bonusFen, refundedFen, lines } = views;
  const { lapsingPrincipalFen, lapsingBonusFen, uncoveredFen } = sum;
  const overFen = sum.usedFen + refundedFen - paidFen;
  return (
    <Rows heading={t.sum}>
      <Row
        title={t.paid}
        note={bonusFen > 0 ? t.bonusThen(formatFen(bonusFen)) : undefined}
        value={<Money fen={paidFen} />}
      />
      {lines.length > 0 && <Row title={t.used(lines.length)} value={less(sum.usedFen)} />}
      {refundedFen > 0 && <Row title={t.before} value={less(refundedFen)} />}
      {uncoveredFen > 0 && <Row title={t.uncovered} value={less(uncoveredFen)} />}
      {overFen > 0 && <Row title={t.overused} value={<Money fen={overFen} signed />} />}
      <Row
        title={<Text className="refund__result">{t.result}</Text>}
        value={<Money fen={sum.refundFen} className="refund__sum" />}
      />
      {lapsingPrincipalFen + lapsingBonusFen > 0 && sum.refundFen > 0 && (
        <Row
          title={t.lapses}
          note={t.lapsing(formatFen(lapsingPrincipalFen), formatFen(lapsingBonusFen))}
          value={<Money fen={lapsingPrincipalFen + lapsingBonusFen} />}
        />
      )}
    </Rows>
  );
}

/** What the member's and the merchant's reason would give, side by side; said where they differ. */
export function Compare({ views }: { views: RefundViews }) {
  const t = useTexts(refundTexts);
  const story = useTexts(refundStoryTexts);
  const rows = (['memberChange', 'merchantFault'] as const).map((reason) => {
    const view = views.choices.find((choice) => choice.reason === reason)?.views[0];
    const sum = views.sums.find((each) => each.view === view);
    return { reason, view, refundFen: sum?.refundFen ?? 0 };
  });
  if (rows[0]?.refundFen === rows[1]?.refundFen) return null;
  return (
    <Rows heading={t.compare}>
      {rows.map(({ reason, view, refundFen }) => (
        <Row
          key={reason}
          title={t.reasons[reason]}
          note={view && story.views[view]}
          value={<Money fen={refundFen} />}
        />
      ))}
    </Rows>
  );
}
