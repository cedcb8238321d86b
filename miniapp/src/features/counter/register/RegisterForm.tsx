import type { CardType, MemberCard } from '@merchant-coin/shared';
import { isPhone, roleIncludes } from '@merchant-coin/shared/accounts/rules';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { counterMemberTexts } from '@/i18n/counterMembers';
import { call } from '@/lib/client';
import { asApiError, type ApiError } from '@/lib/errors';
import { today } from '@/lib/format';
import { untilAnswered } from '@/lib/untilAnswered';
import { useBusy } from '@/lib/useBusy';
import { useIsOpen } from '@/lib/useIsOpen';
import type { WorkPlace } from '@/lib/work';
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

async function register(place: WorkPlace, registration: Registration): Promise<MemberCard> {
  const { phone, name, smsCode, joinedOn, cardTypeId } = registration;
  const { card } = await call('cards.registerMember', {
    ...{ ...place, phone, cardTypeId },
    name: name.trim() || undefined,
    smsCode: smsCode || undefined,
    joinedOn: joinedOn === today() ? undefined : joinedOn,
  });
  return card;
}

/** What an earlier try has done whose answer got lost; its code would not be taken a second time. */
async function registeredBefore(
  { merchantId }: WorkPlace,
  { phone, smsCode }: Registration,
): Promise<MemberCard | undefined> {
  const { items } = await call('cards.findMembers', { merchantId, phone });
  return items.find(({ phoneConfirmed }) => smsCode === '' || phoneConfirmed);
}

/** Registers once at a time; what is wrong stays beside the form. */
function useRegistering(onRegistered: (card: MemberCard) => void) {
  const { place } = useCounter();
  const [refusal, setRefusal] = useState<ApiError | null>(null);
  const [busy, run] = useBusy();
  const isOpen = useIsOpen();
  const submit = (registration: Registration) => {
    if (stoppedOffline()) return;
    setRefusal(null);
    run(async () => {
      let isSent = false;
      const send = async () => {
        const before = isSent ? await registeredBefore(place, registration) : undefined;
        isSent = true;
        return before ?? register(place, registration);
      };
      try {
        const card = await untilAnswered(send, isOpen);
        onRegistered(card);
      } catch (cause) {
        setRefusal(asApiError(cause));
      }
    });
  };
  return { busy, refusal, setRefusal, submit };
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
  const { busy, refusal, setRefusal, submit } = useRegistering(onRegistered);
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
          onTap={() => submit({ phone, name, smsCode, joinedOn, cardTypeId })}
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
