import type { MemberCard } from '@merchant-coin/shared';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { counterMemberTexts } from '@/i18n/counterMembers';
import { Button } from '@/ui/Button';
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

const phoneOf = (source: Source | undefined) => (source && 'phone' in source ? source.phone : null);

/** A recharge in two steps: who, then how much; the member's facts stay above both. */
export function Recharge({ source, card, amountFen, resume }: RechargeProps) {
  const t = useTexts(counterMemberTexts);
  const { place } = useCounter();
  const [found, setFound] = useState<Found | null>(card ? { card, phone: phoneOf(source) } : null);
  if (!found) {
    return <FindMember source={source ?? null} onFound={setFound} />;
  }
  if (found.card.status === 'frozen') {
    return (
      <Panel
        foot={
          <Button kind="plain" onTap={() => setFound(null)}>
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
        onOther={() => setFound(null)}
      />
    </View>
  );
}
