import type { MemberCard } from '@merchant-coin/shared';
import { roleIncludes } from '@merchant-coin/shared/accounts/rules';
import { useEffect } from 'react';
import { useTexts } from '@/i18n';
import { counterTexts } from '@/i18n/counter';
import { counterMemberTexts } from '@/i18n/counterMembers';
import { chargeTexts } from '@/i18n/counterCharge';
import { refundTexts } from '@/i18n/counterRefunds';
import { Button } from '@/ui/Button';
import { Row, Rows } from '@/ui/Rows';
import { Skeleton } from '@/ui/Skeleton';
import { Refused } from '../charge/Refused';
import { useCounter } from '../context';
import { Panel } from '../Panel';
import type { Source } from '../stage';
import { Care } from './care/Care';
import { MemberPanel } from './MemberPanel';
import { useMember } from './useMember';

interface MemberViewProps {
  source: Source;
  /** Whose it is, where that is known already. */
  card: MemberCard | undefined;
}

/** A member who was named before any sum was typed: who it is, and what next. */
export function MemberView({ source, card: known }: MemberViewProps) {
  const t = useTexts(counterMemberTexts);
  const { typeAmount } = useTexts(counterTexts);
  const { back } = useTexts(chargeTexts);
  const refunds = useTexts(refundTexts);
  const { place, post, go, keepCard } = useCounter();
  const [looked, lookAgain] = useMember(place, source, known);
  useEffect(() => {
    if (looked.is === 'found') keepCard(looked.card);
    // Tells each find once; the listener is a new function at each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [looked]);
  if (looked.is === 'looking') return <Skeleton rows={4} />;
  if (looked.is === 'failed') {
    return <Refused error={looked.error} source={source} listFen={0} onRetry={lookAgain} />;
  }
  const { card } = looked;
  const isManager = roleIncludes(post.role, 'manager');
  return (
    <Panel
      foot={
        <>
          {card.status === 'active' && (
            <Button onTap={() => go({ is: 'till', held: { source, card } })}>{typeAmount}</Button>
          )}
          {card.status === 'active' && (
            <Button kind="plain" icon="coin" onTap={() => go({ is: 'recharge', source, card })}>
              {t.recharge}
            </Button>
          )}
          <Button kind="quiet" onTap={() => go({ is: 'till' })}>
            {back}
          </Button>
        </>
      }
    >
      <MemberPanel card={card} />
      <Rows>
        <Row
          icon="coin"
          title={refunds.open}
          note={isManager ? refunds.openNote : refunds.openNoteClerk}
          onTap={() => go({ is: 'recharges', source, card })}
        />
      </Rows>
      <Care card={card} phone={'phone' in source ? source.phone : null} onChanged={lookAgain} />
    </Panel>
  );
}
