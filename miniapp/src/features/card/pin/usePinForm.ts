import { isWeakPin, PIN_DIGITS } from '@merchant-coin/shared/cards/rules';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { pinTexts } from '@/i18n/pin';
import { call } from '@/lib/client';
import { asApiError } from '@/lib/errors';
import { putResource } from '@/lib/resource';
import { useBusy } from '@/lib/useBusy';
import { toast, toastError } from '@/ui/toast';

export const pinKey = (cardId: string) => `pin.${cardId}`;

export interface PinTyped {
  pin: string;
  again: string;
  smsCode: string;
}

type Problems = Partial<Record<keyof PinTyped, string>>;

function useProblems({ pin, again, smsCode }: PinTyped): Problems {
  const t = useTexts(pinTexts);
  const problems: Problems = {};
  if (pin.length < PIN_DIGITS) problems.pin = t.incomplete;
  else if (isWeakPin(pin)) problems.pin = t.weak;
  if (again !== pin) problems.again = t.differs;
  if (smsCode.length < PIN_DIGITS) problems.smsCode = t.incomplete;
  return problems;
}

const EMPTY: PinTyped = { pin: '', again: '', smsCode: '' };

/** What is typed to set a PIN, what is wrong with it, and sending it. */
export function usePinForm(cardId: string, onDone: () => void) {
  const t = useTexts(pinTexts);
  const [typed, setTyped] = useState(EMPTY);
  const [touched, setTouched] = useState(false);
  /** What the server found wrong. */
  const [refused, setRefused] = useState<Problems>({});
  const [busy, run] = useBusy();
  const found = useProblems(typed);
  const problems = { ...(touched ? found : {}), ...refused };
  const type = (field: keyof PinTyped) => (text: string) => {
    setRefused({});
    setTyped({ ...typed, [field]: text.replace(/\D/g, '').slice(0, PIN_DIGITS) });
  };
  const fail = (cause: unknown) => {
    const { code } = asApiError(cause);
    if (code === 'smsCodeInvalid') setRefused({ smsCode: t.codeWrong });
    else if (code === 'pinTooWeak') setRefused({ pin: t.weak });
    else toastError(cause);
  };
  const save = () => {
    setTouched(true);
    if (Object.keys(found).length > 0) return;
    const { pin, smsCode } = typed;
    run(async () => {
      try {
        putResource(pinKey(cardId), await call('cards.setMyPin', { cardId, pin, smsCode }));
        toast(t.saved, 'good');
        onDone();
      } catch (cause) {
        fail(cause);
      }
    });
  };
  return { typed, problems, type, busy, save };
}
