import { isPhone } from '@merchant-coin/shared/accounts/rules';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { counterTexts } from '@/i18n/counter';
import { Button } from '@/ui/Button';
import { Sheet } from '@/ui/Sheet';
import { amountOf } from '../amount';
import { useCounter } from '../context';
import { PhoneField } from '../members/PhoneField';

/** Finds a member by number; with a sum typed it goes on to the price at once. */
export function PhoneSheet() {
  const t = useTexts(counterTexts);
  const { amount, go, openSheet } = useCounter();
  const [phone, setPhone] = useState('');
  const [tried, setTried] = useState(false);
  const find = (complete: string) => {
    setTried(true);
    if (!isPhone(complete)) return;
    const source = { phone: complete };
    const listFen = amountOf(amount);
    openSheet(null);
    go(listFen > 0 ? { is: 'charge', source, listFen } : { is: 'member', source });
  };
  return (
    <Sheet
      title={t.phoneTitle}
      onClose={() => openSheet(null)}
      action={<Button onTap={() => find(phone)}>{t.find}</Button>}
    >
      <PhoneField
        label={t.phoneTitle}
        hideLabel
        focus
        phone={phone}
        showWrong={tried}
        onPhone={setPhone}
        onComplete={find}
      />
    </Sheet>
  );
}
