import type { MemberCard } from '@merchant-coin/shared';
import { isPhone } from '@merchant-coin/shared/accounts/rules';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { counterMemberTexts } from '@/i18n/counterMembers';
import { Button } from '@/ui/Button';
import { useCounter } from '../context';
import { MemberPanel } from '../members/MemberPanel';
import { useMember } from '../members/useMember';
import { Outcome } from '../Outcome';
import { Panel } from '../Panel';
import { RegisterForm } from './RegisterForm';

interface ResultProps {
  card: MemberCard;
  phone: string;
  /** Was a member before. */
  already: boolean;
}

/** The new card, and the usual next step. */
function Result({ card, phone, already }: ResultProps) {
  const t = useTexts(counterMemberTexts);
  const { go, nextCustomer } = useCounter();
  return (
    <Panel
      foot={
        <>
          <Button icon="coin" onTap={() => go({ is: 'recharge', source: { phone }, card })}>
            {t.rechargeNow}
          </Button>
          <Button kind="quiet" onTap={nextCustomer}>
            {t.next}
          </Button>
        </>
      }
    >
      <Outcome
        is="done"
        still={already}
        title={already ? t.already : t.registered}
        text={card.phoneConfirmed ? t.registeredText : t.registeredUnconfirmed}
      />
      <MemberPanel card={card} />
    </Panel>
  );
}

/** Registers by phone; a number that is a member already shows its card instead. */
export function Register({ phone: given = '' }: { phone: string | undefined }) {
  const { place } = useCounter();
  const [phone, setPhone] = useState(given);
  const [registered, setRegistered] = useState<MemberCard | null>(null);
  const [looked] = useMember(place, isPhone(phone) ? { phone } : null);
  if (registered) return <Result card={registered} phone={phone} already={false} />;
  if (isPhone(phone) && looked.is === 'found') {
    return <Result card={looked.card} phone={phone} already />;
  }
  return <RegisterForm phone={phone} onPhone={setPhone} onRegistered={setRegistered} />;
}
