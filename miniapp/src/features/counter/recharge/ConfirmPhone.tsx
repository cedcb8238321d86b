import type { MemberCard } from '@merchant-coin/shared';
import { isPhone, maskPhone } from '@merchant-coin/shared/accounts/rules';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { counterMemberTexts } from '@/i18n/counterMembers';
import { call } from '@/lib/client';
import { ApiError } from '@/lib/errors';
import { useBusy } from '@/lib/useBusy';
import { Button } from '@/ui/Button';
import { Sheet } from '@/ui/Sheet';
import { toast, toastError } from '@/ui/toast';
import { useCounter } from '../context';
import { PhoneField } from '../members/PhoneField';
import { SMS_DIGITS, SmsField } from '../members/SmsField';

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
  const { place } = useCounter();
  const [phone, setPhone] = useState(known ?? '');
  const [smsCode, setSmsCode] = useState('');
  const [wrong, setWrong] = useState(false);
  const [busy, run] = useBusy();
  const isTheirs = isPhone(phone) && maskPhone(phone) === card.memberPhone;
  const confirm = (complete: string) =>
    run(async () => {
      try {
        const answer = await call('cards.registerMember', { ...place, phone, smsCode: complete });
        toast(t.confirmed, 'good');
        onConfirmed(answer.card);
      } catch (cause) {
        if (cause instanceof ApiError && cause.code === 'smsCodeInvalid') setWrong(true);
        else toastError(cause);
      }
    });
  const onCode = (code: string) => {
    setSmsCode(code);
    setWrong(false);
    if (code.length === SMS_DIGITS && code !== smsCode && isTheirs) confirm(code);
  };
  return (
    <Sheet
      title={t.confirmTitle}
      onClose={onClose}
      action={
        <Button
          busy={busy}
          disabled={!isTheirs || smsCode.length < SMS_DIGITS}
          onTap={() => confirm(smsCode)}
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
          wrong={wrong}
          disabled={!isTheirs}
          onCode={onCode}
        />
      </View>
    </Sheet>
  );
}
