import type { Payee } from '@merchant-coin/shared';
import { useState } from 'react';
import { textsNow } from '@/i18n';
import { payeeTexts } from '@/i18n/payee';
import { call } from '@/lib/client';
import { asApiError } from '@/lib/errors';
import { putResource, useResource } from '@/lib/resource';
import { useBusy } from '@/lib/useBusy';
import { toast, toastError } from '@/ui/toast';
import { type Draft, draftFrom, inputOf, type Wrong, wrongFrom, wrongIn } from './draft';

/** WeChat may take its time to answer a test. */
const TEST_TIMEOUT_MS = 30_000;

/** The account as it stands, what is typed to change it, and its test. */
export function usePayee(merchantId: string) {
  const key = `payee.${merchantId}`;
  const resource = useResource(key, () => call('payees.getPayee', { merchantId }), { keep: true });
  const [draft, setDraft] = useState<Draft | null>(null);
  const [wrong, setWrong] = useState<Wrong>({});
  const [busy, run] = useBusy();
  const { data } = resource;
  const edit = (next: Draft | null) => {
    setDraft(next);
    setWrong({});
  };
  const put = (payee: Payee) => {
    if (data) putResource(key, { ...data, payee });
  };
  const refused = (cause: unknown) => {
    const { code, details } = asApiError(cause);
    setWrong(code === 'validationFailed' ? wrongFrom(details) : {});
    toastError(cause);
  };
  // Entering the same again changes nothing: a lost answer is simply asked for again.
  const save = () => {
    if (!data || !draft) return;
    const found = wrongIn(draft, data.payee, data.platformAppid);
    setWrong(found);
    if (Object.keys(found).length > 0) {
      toast(textsNow(payeeTexts).notYet, 'bad');
      return;
    }
    run(async () => {
      try {
        const input = inputOf(merchantId, draft, data.platformAppid);
        put((await call('payees.enterPayee', input)).payee);
        toast(textsNow(payeeTexts).saved, 'good');
        edit(null);
      } catch (cause) {
        refused(cause);
      }
    });
  };
  const test = () =>
    run(async () => {
      try {
        put((await call('payees.testPayee', { merchantId }, { timeoutMs: TEST_TIMEOUT_MS })).payee);
      } catch (cause) {
        toastError(cause);
      }
    });
  return {
    ...{ resource, draft, wrong, busy, save, test },
    begin: () => data && edit(draftFrom(data.payee, data.platformAppid)),
    type: setDraft,
    stop: () => edit(null),
  };
}
