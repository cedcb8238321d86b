import type { CardType, MemberCard } from '@merchant-coin/shared';
import { isPhone, roleIncludes } from '@merchant-coin/shared/accounts/rules';
import { View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { counterMemberTexts } from '@/i18n/counterMembers';
import { today } from '@/lib/format';
import { Button } from '@/ui/Button';
import { DateField } from '@/ui/DateField';
import { ErrorNotice } from '@/ui/ErrorNotice';
import { Field } from '@/ui/Field';
import { Skeleton } from '@/ui/Skeleton';
import { useCounter } from '../context';
import { PhoneField } from '../members/PhoneField';
import { SMS_DIGITS, SmsField } from '../members/SmsField';
import { Panel } from '../Panel';
import { Problem } from '../Problem';
import { CardTypes } from './CardTypes';
import { useCardTypes } from './useCardTypes';
import { useRegistering } from './useRegistering';

const NAME_LENGTH = 30;

interface RegisterFormProps {
  phone: string;
  onPhone: (phone: string) => void;
  onRegistered: (card: MemberCard) => void;
}

interface Draft {
  name: string;
  smsCode: string;
  joinedOn: string;
  cardTypeId: string | undefined;
}

const draftWith = (types: readonly CardType[]): Draft => ({
  name: '',
  smsCode: '',
  joinedOn: today(),
  cardTypeId: (types.find(({ isDefault }) => isDefault) ?? types[0])?.id,
});

interface FormProps extends RegisterFormProps {
  types: readonly CardType[];
}

function Form({ types, phone, onPhone, onRegistered }: FormProps) {
  const t = useTexts(counterMemberTexts);
  const { post } = useCounter();
  const [draft, setDraft] = useState(() => draftWith(types));
  const change = (part: Partial<Draft>) => setDraft((before) => ({ ...before, ...part }));
  const { busy, refusal, setRefusal, submit } = useRegistering(onRegistered);
  const { name, smsCode, joinedOn, cardTypeId } = draft;
  const smsHalf = smsCode.length > 0 && smsCode.length < SMS_DIGITS;
  const codeWrong = refusal?.code === 'smsCodeInvalid';
  const enterCode = (code: string) => {
    change({ smsCode: code });
    setRefusal(null);
  };
  const submitButton = (
    <Button
      busy={busy}
      disabled={!isPhone(phone) || smsHalf}
      onTap={() => submit({ phone, ...draft })}
    >
      {smsCode ? t.submitRegister : t.submitUnconfirmed}
    </Button>
  );
  return (
    <Panel foot={submitButton}>
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
          onInput={(typed) => change({ name: typed })}
        />
        <CardTypes
          types={types}
          joinedOn={joinedOn}
          selectedId={cardTypeId}
          onPick={(id) => change({ cardTypeId: id })}
        />
        {roleIncludes(post.role, 'manager') && (
          <DateField
            label={t.joinedOn}
            note={t.joinedNote}
            value={joinedOn}
            latest={today()}
            onDate={(date) => change({ joinedOn: date })}
          />
        )}
        <SmsField
          phone={phone}
          purpose="register"
          code={smsCode}
          wrong={codeWrong}
          note={t.smsNote}
          disabled={!isPhone(phone)}
          onCode={enterCode}
        />
        {refusal && !codeWrong && <Problem error={refusal} act="recharge" />}
      </View>
    </Panel>
  );
}

/** The number, and as little else as there must be. */
export function RegisterForm(props: RegisterFormProps) {
  const { place } = useCounter();
  const { data, error, reload } = useCardTypes(place.merchantId);
  if (data) return <Form {...props} types={data} />;
  return error ? (
    <ErrorNotice error={error} onRetry={() => void reload()} />
  ) : (
    <Skeleton rows={5} />
  );
}
