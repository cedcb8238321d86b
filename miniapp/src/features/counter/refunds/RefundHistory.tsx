import type { MemberCard } from '@merchant-coin/shared';
import { roleIncludes } from '@merchant-coin/shared/accounts/rules';
import { Text } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { refundTexts } from '@/i18n/counterRefunds';
import { call } from '@/lib/client';
import { useResource } from '@/lib/resource';
import { Notice } from '@/ui/Notice';
import { RefundStory } from '@/ui/RefundStory';
import { contentOf } from '@/ui/screenState';
import { StateView } from '@/ui/StateView';
import { useCounter } from '../context';
import { MemberHead } from '../members/MemberHead';
import { Panel } from '../Panel';
import './refunds.scss';

interface RefundHistoryProps {
  card: MemberCard;
  rechargeId: string;
}

/** Every refund of one recharge, the latest first: by whom, when, and on what evidence. */
export function RefundHistory({ card, rechargeId }: RefundHistoryProps) {
  const t = useTexts(refundTexts);
  const { place, post } = useCounter();
  const { merchantId } = place;
  // Not kept: a till keeps no members' histories.
  const resource = useResource(`refunds.${rechargeId}`, () =>
    call('recharges.listRefunds', { merchantId, rechargeId }),
  );
  const refunds = resource.data?.items ?? [];
  const isManager = roleIncludes(post.role, 'manager');
  return (
    <Panel>
      <MemberHead card={card} />
      <StateView state={contentOf(resource)}>
        {refunds.map((refund) => (
          <RefundStory key={refund.id} refund={refund} />
        ))}
        {refunds.length === 0 && <Notice icon="info" title={t.noRefunds} />}
        {refunds.length > 0 && !isManager && (
          <Text className="refund__note">{t.evidenceHidden}</Text>
        )}
      </StateView>
    </Panel>
  );
}
