import type { MemberCard } from '@merchant-coin/shared';
import { isPhone } from '@merchant-coin/shared/accounts/rules';
import { Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { useTexts } from '@/i18n';
import { counterMemberTexts } from '@/i18n/counterMembers';
import { sellCardTexts } from '@/i18n/counterSellCard';
import { Button } from '@/ui/Button';
import { Skeleton } from '@/ui/Skeleton';
import { useCounter } from '../context';
import { Problem } from '../Problem';
import { PhoneField } from '../members/PhoneField';
import { useMember } from '../members/useMember';
import { Panel } from '../Panel';
import type { Source } from '../stage';

interface FindMemberProps {
  /** Who was named already, as by a scan. */
  source: Source | null;
  onFound: (found: { card: MemberCard; phone: string | null }) => void;
}

/** By number, which looks up by itself with the eleventh digit, or by the code on the member's phone. */
export function FindMember({ source: named, onFound }: FindMemberProps) {
  const t = useTexts(counterMemberTexts);
  const sellCard = useTexts(sellCardTexts);
  const { place, scan, go } = useCounter();
  const [source, setSource] = useState<Source | null>(named);
  const [phone, setPhone] = useState(named && 'phone' in named ? named.phone : '');
  const [looked, lookAgain] = useMember(place, source);
  useEffect(() => {
    if (source && looked.is === 'found') {
      onFound({ card: looked.card, phone: 'phone' in source ? source.phone : null });
    }
    // Tells each find once; the listener is a new function at each render.
    // eslint-disable-next-line react-hooks/exhaustive-deps
  }, [looked]);
  const find = (complete: string) => {
    if (!isPhone(complete)) return;
    setSource({ phone: complete });
    lookAgain();
  };
  const failed = source && looked.is === 'failed' ? looked.error : null;
  const unknownPhone = failed?.code === 'notFound' && phone;
  return (
    <Panel
      foot={
        <>
          {unknownPhone && (
            <Button icon="person-plus" onTap={() => go({ is: 'register', phone })}>
              {t.registerNow}
            </Button>
          )}
          <Button icon="scan" kind={unknownPhone ? 'plain' : 'primary'} onTap={scan}>
            {t.scan}
          </Button>
          {!source && (
            <Button kind="quiet" icon="gift" onTap={() => go({ is: 'sellCard' })}>
              {sellCard.way}
            </Button>
          )}
        </>
      }
    >
      <View className="member-find">
        <Text className="member-find__intro">{t.findText}</Text>
        <PhoneField
          label={t.phone}
          focus
          phone={phone}
          onPhone={(digits) => {
            setPhone(digits);
            setSource(null);
          }}
          onComplete={find}
        />
        {failed && (
          <Problem
            error={failed}
            act="recharge"
            {...(failed.code === 'notFound' ? {} : { onRetry: lookAgain })}
          />
        )}
        {source && looked.is === 'looking' && <Skeleton rows={3} />}
      </View>
    </Panel>
  );
}
