import type { MemberCard, RechargeRow } from '@merchant-coin/shared';
import { roleIncludes } from '@merchant-coin/shared/accounts/rules';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { counterMemberTexts } from '@/i18n/counterMembers';
import { refundTexts } from '@/i18n/counterRefunds';
import { call } from '@/lib/client';
import { formatInstant } from '@/lib/format';
import { usePages } from '@/lib/pages';
import { List } from '@/ui/List';
import { Notice } from '@/ui/Notice';
import { Row, Rows } from '@/ui/Rows';
import { contentOfPages } from '@/ui/screenState';
import { StateView } from '@/ui/StateView';
import { useCounter } from '../context';
import { MemberHead } from '../members/MemberHead';
import { Panel } from '../Panel';
import type { Source } from '../stage';
import './refunds.scss';

function useStanding({ refund, leftFen, refundedFen }: RechargeRow): string {
  const t = useTexts(refundTexts);
  if (refund?.status === 'waiting') {
    const amount = formatFen(refund.refundFen);
    return refund.channel?.state === 'asked' ? t.asked(amount) : t.waiting(amount);
  }
  if (leftFen > 0) return t.left(formatFen(leftFen));
  return refundedFen > 0 ? t.refunded(formatFen(refundedFen)) : t.usedUp;
}

function RechargeLine({ row, onTap }: { row: RechargeRow; onTap: (() => void) | null }) {
  const t = useTexts(refundTexts);
  const { tenders } = useTexts(counterMemberTexts);
  const { amountFen, bonusFen, at, tender, leftFen, refundableFen } = row;
  const standing = useStanding(row);
  const amount = formatFen(amountFen);
  return (
    <Row
      title={bonusFen > 0 ? t.row(amount, formatFen(bonusFen)) : t.rowPlain(amount)}
      note={`${formatInstant(at)} · ${tenders[tender]} · ${standing}`}
      {...(leftFen > 0
        ? { value: <Text className="refund__value">{t.refundable(formatFen(refundableFen))}</Text> }
        : {})}
      {...(onTap ? { onTap } : {})}
    />
  );
}

/** A card's recharges; from here a manager goes on to refund one, and anyone to how a refund went. */
export function RechargeList({ source, card }: { source: Source; card: MemberCard }) {
  const t = useTexts(refundTexts);
  const { place, post, go } = useCounter();
  const { merchantId } = place;
  // Not kept: without a network nobody is paid back, and a till keeps no members' histories.
  const pages = usePages(`cardRecharges.${card.id}`, (cursor) =>
    call('recharges.listCardRecharges', { merchantId, cardId: card.id, cursor }),
  );
  const isManager = roleIncludes(post.role, 'manager');
  // A manager goes on with what can be refunded; what has been is told to everyone.
  const whereTo = ({ id: rechargeId, refund, leftFen }: RechargeRow) => {
    const isOpen = refund?.status === 'waiting' || leftFen > 0;
    if (isManager && isOpen) return () => go({ is: 'refund', source, card, rechargeId });
    return refund && (() => go({ is: 'refundHistory', source, card, rechargeId }));
  };
  const empty = <Notice icon="coin" title={t.none} text={t.noneText} />;
  return (
    <Panel>
      <MemberHead card={card} />
      <StateView state={contentOfPages(pages, empty)}>
        <List
          pages={{ ...pages, items: pages.items && [pages.items] }}
          render={(rows) => (
            <Rows key="rows">
              {rows.map((row) => (
                <RechargeLine key={row.id} row={row} onTap={whereTo(row)} />
              ))}
            </Rows>
          )}
        />
      </StateView>
    </Panel>
  );
}
