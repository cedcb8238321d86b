import type { MemberCard } from '@merchant-coin/shared';
import { isPhone, maskPhone } from '@merchant-coin/shared/accounts/rules';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { counterMemberTexts } from '@/i18n/counterMembers';
import { Button } from '@/ui/Button';
import { Sheet } from '@/ui/Sheet';
import { toast } from '@/ui/toast';
import { PhoneField } from '../members/PhoneField';
import { SMS_DIGITS, SmsField } from '../members/SmsField';
import { Problem } from '../Problem';
import { useRegistering } from '../register/useRegistering';

interface ConfirmPhoneProps {
  card: MemberCard;
  /** Null where the member was named by a code: then the number is asked for. */
  phone: string | null;
  onClose: () => void;
  onConfirmed: (card: MemberCard) => void;
}

/** The member proves the number, and accepts the contract, with a code that they read out. */
export function ConfirmPhone({ card, phone: known, onClose, onConfirmed }: ConfirmPhoneProps) {
  const t = useTexts(counterMemberTexts);
  const [phone, setPhone] = useState(known ?? '');
  const [smsCode, setSmsCode] = useState('');
  const { busy, refusal, setRefusal, submit } = useRegistering((confirmed) => {
    toast(t.confirmed, 'good');
    onConfirmed(confirmed);
  });
  const isTheirs = isPhone(phone) && maskPhone(phone) === card.memberPhone;
  const codeWrong = refusal?.code === 'smsCodeInvalid';
  const onCode = (code: string) => {
    setSmsCode(code);
    setRefusal(null);
    if (code.length === SMS_DIGITS && code !== smsCode && isTheirs)
      submit({ phone, smsCode: code });
  };
  return (
    <Sheet
      title={t.confirmTitle}
      onClose={onClose}
      action={
        <Button
          busy={busy}
          disabled={!isTheirs || smsCode.length < SMS_DIGITS}
          onTap={() => submit({ phone, smsCode })}
        >
          {t.confirm}
        </Button>
      }
    >
      <View className="recharge__form">
        <Text className="sheet-text sheet-text--quiet">{t.confirmText}</Text>
        {known === null && (
          <PhoneField
            label={t.fullPhone}
            phone={phone}
            onPhone={setPhone}
            onComplete={() => undefined}
            note={isPhone(phone) && !isTheirs ? t.otherNumber : card.memberPhone}
          />
        )}
        <SmsField
          phone={phone}
          purpose="register"
          code={smsCode}
          wrong={codeWrong}
          disabled={!isTheirs}
          onCode={onCode}
        />
        {refusal && !codeWrong && <Problem error={refusal} act="recharge" />}
      </View>
    </Sheet>
  );
}
