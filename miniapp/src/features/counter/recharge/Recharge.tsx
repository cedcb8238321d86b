import type { MemberCard, Merchant } from '@merchant-coin/shared';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { failureTexts } from '@/i18n/counterFailures';
import { counterMemberTexts } from '@/i18n/counterMembers';
import { useMerchant } from '@/lib/merchants';
import { Button } from '@/ui/Button';
import { Notice } from '@/ui/Notice';
import { useCounter } from '../context';
import { MemberPanel } from '../members/MemberPanel';
import { Panel } from '../Panel';
import type { Resume, Source } from '../stage';
import { FindMember } from './FindMember';
import { RechargeForm } from './RechargeForm';

interface RechargeProps {
  source: Source | undefined;
  card: MemberCard | undefined;
  amountFen: number | undefined;
  resume: Resume | undefined;
}

interface Found {
  card: MemberCard;
  /** Known where the member was named by it. */
  phone: string | null;
}

type WhyNot = 'merchantNotOpen' | 'notIssuing' | 'filingPending' | 'terminalStore';

/** Why coins are not sold here, as the server would answer: better said before anyone looks for a card. */
function whyNotSelling(merchant: Merchant, storeId: string): WhyNot | null {
  if (merchant.status !== 'open') return 'merchantNotOpen';
  if (!merchant.issuing) return 'notIssuing';
  if (merchant.filing.status === 'pending') return 'filingPending';
  const store = merchant.stores.find(({ id }) => id === storeId);
  return store?.kind === 'terminal' ? 'terminalStore' : null;
}

function NotSelling({ reason }: { reason: WhyNot }) {
  const words = useTexts(failureTexts).noRecharge[reason];
  return <Notice icon="info" title={words?.title ?? ''} text={words?.text ?? ''} />;
}

const phoneOf = (source: Source | undefined) => (source && 'phone' in source ? source.phone : null);

/** A recharge in two steps: who, then how much; the member's facts stay above both. */
export function Recharge({ source, card, amountFen, resume }: RechargeProps) {
  const t = useTexts(counterMemberTexts);
  const { place } = useCounter();
  const merchant = useMerchant(place.merchantId).data;
  const [named, setNamed] = useState<Source | null>(source ?? null);
  const [found, setFound] = useState<Found | null>(card ? { card, phone: phoneOf(source) } : null);
  const findAnother = () => {
    setNamed(null);
    setFound(null);
  };
  const reason = merchant ? whyNotSelling(merchant, place.storeId) : null;
  if (reason) return <NotSelling reason={reason} />;
  if (!found) return <FindMember source={named} onFound={setFound} />;
  if (found.card.status === 'frozen') {
    return (
      <Panel
        foot={
          <Button kind="plain" onTap={findAnother}>
            {t.otherMember}
          </Button>
        }
      >
        <MemberPanel card={found.card} />
      </Panel>
    );
  }
  return (
    <View className="recharge" key={`${place.storeId}.${found.card.id}`}>
      <RechargeForm
        card={found.card}
        phone={found.phone}
        amountFen={amountFen}
        resume={resume}
        onCard={(changed) => setFound({ ...found, card: changed })}
        onOther={findAnother}
      />
    </View>
  );
}
