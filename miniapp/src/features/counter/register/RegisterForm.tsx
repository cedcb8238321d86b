import type { CardType, MemberCard } from '@merchant-coin/shared';
import { isPhone, roleIncludes } from '@merchant-coin/shared/accounts/rules';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { counterMemberTexts } from '@/i18n/counterMembers';
import { call } from '@/lib/client';
import { asApiError, type ApiError } from '@/lib/errors';
import { today } from '@/lib/format';
import { useBusy } from '@/lib/useBusy';
import { Button } from '@/ui/Button';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Field } from '@/ui/Field';
import { Skeleton } from '@/ui/Skeleton';
import { useCounter } from '../context';
import { PhoneField } from '../members/PhoneField';
import { SMS_DIGITS, SmsField } from '../members/SmsField';
import { stoppedOffline } from '../network';
import { Panel } from '../Panel';
import { Problem } from '../Problem';
import { CardTypes } from './CardTypes';
import { DateField } from '@/ui/DateField';
import { useCardTypes } from './useCardTypes';

const NAME_LENGTH = 30;

interface RegisterFormProps {
  phone: string;
  onPhone: (phone: string) => void;
  onRegistered: (card: MemberCard) => void;
}

interface Registration {
  phone: string;
  name: string;
  smsCode: string;
  joinedOn: string;
  cardTypeId: string | undefined;
}

/** Registers once at a time; what is wrong stays beside the form. */
function useRegistering(onRegistered: (card: MemberCard) => void) {
  const { place } = useCounter();
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const [busy, run] = useBusy();
  const register = ({ phone, name, smsCode, joinedOn, cardTypeId }: Registration) => {
    if (stoppedOffline()) return;
    setRefusal(null);
    run(async () => {
      try {
        const { card } = await call('cards.registerMember', {
          ...place,
          phone,
          cardTypeId,
          name: name.trim() || undefined,
          smsCode: smsCode || undefined,
          joinedOn: joinedOn === today() ? undefined : joinedOn,
        });
        onRegistered(card);
      } catch (cause) {
        setRefusal(asApiError(cause));
      }
    });
  };
  return { busy, refusal, setRefusal, register };
}

const defaultOf = (types: readonly CardType[]) =>
  types.find(({ isDefault }) => isDefault) ?? types[0];

/** The number, and as little else as there must be. */
export function RegisterForm({ phone, onPhone, onRegistered }: RegisterFormProps) {
  const t = useTexts(counterMemberTexts);
  const { place, post } = useCounter();
  const types = useCardTypes(place.merchantId);
  const [name, setName] = useState('');
  const [typeId, setTypeId] = useState<string | null>(null);
  const [joinedOn, setJoinedOn] = useState(today);
  const [smsCode, setSmsCode] = useState('');
  const { busy, refusal, setRefusal, register } = useRegistering(onRegistered);
  if (!types.data) {
    return types.error ? (
      <ErrorNotice error={types.error} onRetry={() => void types.reload()} />
    ) : (
      <Skeleton rows={5} />
    );
  }
  const cardTypeId = typeId ?? defaultOf(types.data)?.id;
  const smsHalf = smsCode.length > 0 && smsCode.length < SMS_DIGITS;
  const codeWrong = refusal?.code === 'smsCodeInvalid';
  return (
    <Panel
      foot={
        <Button
          busy={busy}
          disabled={!isPhone(phone) || smsHalf}
          onTap={() => register({ phone, name, smsCode, joinedOn, cardTypeId })}
        >
          {smsCode ? t.submitRegister : t.submitUnconfirmed}
        </Button>
      }
    >
      <View className="recharge__form">
        <PhoneField
          label={t.phone}
          focus={phone === ''}
          phone={phone}
          onPhone={onPhone}
          onComplete={onPhone}
        />
        <Field
          label={t.name}
          value={name}
          maxLength={NAME_LENGTH}
          placeholder={t.namePlaceholder}
          onInput={setName}
        />
        <CardTypes
          types={types.data}
          joinedOn={joinedOn}
          selectedId={cardTypeId}
          onPick={setTypeId}
        />
        {roleIncludes(post.role, 'manager') && (
          <DateField
            label={t.joinedOn}
            note={t.joinedNote}
            value={joinedOn}
            latest={today()}
            onDate={setJoinedOn}
          />
        )}
        <SmsField
          phone={phone}
          purpose="register"
          code={smsCode}
          wrong={codeWrong}
          note={t.smsNote}
          disabled={!isPhone(phone)}
          onCode={(code) => {
            setSmsCode(code);
            setRefusal(null);
          }}
        />
        {refusal && !codeWrong && <Problem error={refusal} act="recharge" />}
      </View>
    </Panel>
  );
}
