import { isPhone, maskPhone } from '@merchant-coin/shared/accounts/rules';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { counterCareTexts } from '@/i18n/counterCare';
import { counterMemberTexts } from '@/i18n/counterMembers';
import { call } from '@/lib/client';
import { useKeyedAct } from '@/lib/useKeyedAct';
import { Button } from '@/ui/Button';
import { Sheet } from '@/ui/Sheet';
import { toast } from '@/ui/toast';
import { useCounter } from '../../context';
import { stoppedOffline } from '../../network';
import { Problem } from '../../Problem';
import { nameOf } from '../MemberHead';
import { PhoneField } from '../PhoneField';
import { SMS_DIGITS, SmsField } from '../SmsField';
import type { CareSheetProps } from './props';
import { Reason } from './Reason';

/** A manager replaces a lost card; the member shows who they are by a code that they read out. */
export function ReplaceSheet({ card, phone: known, onClose }: CareSheetProps) {
  const t = useTexts(counterCareTexts);
  const { fullPhone, otherNumber } = useTexts(counterMemberTexts);
  const { place, go } = useCounter();
  const [phone, setPhone] = useState(known ?? '');
  const [smsCode, setSmsCode] = useState('');
  const [reason, setReason] = useState('');
  const { busy, error, forgetError, act } = useKeyedAct();
  const isTheirs = isPhone(phone) && maskPhone(phone) === card.memberPhone;
  const said = reason.trim();
  const isReady = isTheirs && smsCode.length === SMS_DIGITS && said !== '';
  const wrong = error?.code === 'smsCodeInvalid';
  const replace = () => {
    if (stoppedOffline()) return;
    const { merchantId } = place;
    const input = { merchantId, cardId: card.id, phone, smsCode, reason: said };
    act(async (options) => {
      await call('cards.replaceCard', input, options);
      toast(t.replaceDone, 'good');
      onClose();
      // By the number: a code that named the card is void now.
      go({ is: 'member', source: { phone } });
    });
  };
  return (
    <Sheet
      title={t.replaceTitle(nameOf(card))}
      onClose={onClose}
      action={
        <Button busy={busy} disabled={!isReady} onTap={replace}>
          {t.replaceNow}
        </Button>
      }
    >
      <View className="care">
        <Text className="sheet-text sheet-text--quiet">{t.replaceText}</Text>
        {known === null && (
          <PhoneField
            label={fullPhone}
            phone={phone}
            onPhone={setPhone}
            onComplete={() => undefined}
            note={isPhone(phone) && !isTheirs ? otherNumber : card.memberPhone}
          />
        )}
        <SmsField
          phone={phone}
          purpose="replace"
          code={smsCode}
          wrong={wrong}
          disabled={!isTheirs}
          note={t.replaceCode}
          onCode={(code) => {
            setSmsCode(code);
            forgetError();
          }}
        />
        <Reason value={reason} usual={t.replaceReasons} note={t.reasonKept} onReason={setReason} />
        {error && !wrong && <Problem error={error} act="care" />}
      </View>
    </Sheet>
  );
}
