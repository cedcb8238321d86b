import type { Merchant } from '@merchant-coin/shared';
import { STORE_PHONE } from '@merchant-coin/shared/merchants/rules';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { openingTexts } from '@/i18n/opening';
import { call } from '@/lib/client';
import { asApiError } from '@/lib/errors';
import { restartAt } from '@/lib/nav';
import { updateUser } from '@/lib/session';
import { useBusy } from '@/lib/useBusy';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Notice } from '@/ui/Notice';
import { Screen } from '@/ui/Screen';
import { toastError } from '@/ui/toast';
import './index.scss';

interface Draft {
  name: string;
  category: string;
  legalName: string;
  headOfficeName: string;
  headOfficePhone: string;
}

const EMPTY: Draft = {
  name: '',
  category: '',
  legalName: '',
  headOfficeName: '',
  headOfficePhone: '',
};
const LONGEST: Record<keyof Draft, number> = {
  name: 30,
  category: 20,
  legalName: 80,
  headOfficeName: 30,
  headOfficePhone: 20,
};

/** What is left out stays out: the server has a default for it. */
const filled = (text: string) => text.trim() || undefined;

async function openMerchant(draft: Draft): Promise<Merchant> {
  const merchant = await call('merchants.openMerchant', {
    name: draft.name.trim(),
    category: filled(draft.category),
    legalName: filled(draft.legalName),
    headOfficeName: filled(draft.headOfficeName),
    headOfficePhone: filled(draft.headOfficePhone),
  });
  // The one who opens a merchant works there from now on, which the next look tells at the latest.
  await call('accounts.getMe', {}).then(updateUser, () => undefined);
  return merchant;
}

function Opened({ merchant }: { merchant: Merchant }) {
  const t = useTexts(openingTexts);
  return (
    <Screen title={t.title} leave="none" centred>
      <Notice
        icon="check"
        title={t.doneTitle}
        text={t.doneText(merchant.name)}
        action={<Button onTap={() => restartAt('me')}>{t.done}</Button>}
      />
    </Screen>
  );
}

export default function OpeningPage() {
  const t = useTexts(openingTexts);
  const [draft, setDraft] = useState(EMPTY);
  const [touched, setTouched] = useState(false);
  const [opened, setOpened] = useState<Merchant | null>(null);
  const [taken, setTaken] = useState<string | null>(null);
  const [busy, run] = useBusy();
  const nameMissing = draft.name.trim() === '';
  const phone = filled(draft.headOfficePhone);
  const phoneWrong = phone !== undefined && !STORE_PHONE.test(phone);
  const problems: Partial<Record<keyof Draft, string | false>> = {
    name: (nameMissing && t.nameWrong) || (draft.name === taken && t.nameTaken),
    headOfficePhone: phoneWrong && t.headOfficePhoneWrong,
  };
  const submit = () => {
    setTouched(true);
    if (nameMissing || phoneWrong) return;
    run(async () => {
      try {
        setOpened(await openMerchant(draft));
      } catch (cause) {
        if (asApiError(cause).details.reason === 'nameTaken') setTaken(draft.name);
        else toastError(cause);
      }
    });
  };
  if (opened) return <Opened merchant={opened} />;
  const field = (key: keyof Draft, label: string, placeholder: string) => (
    <View className="opening__field">
      <Field
        label={label}
        value={draft[key]}
        placeholder={placeholder}
        maxLength={LONGEST[key]}
        problem={(touched && problems[key]) || undefined}
        onInput={(text) => setDraft((before) => ({ ...before, [key]: text }))}
      />
    </View>
  );
  return (
    <Screen
      title={t.title}
      action={
        <Button busy={busy} onTap={submit}>
          {t.submit}
        </Button>
      }
    >
      <Text className="opening__intro">{t.intro}</Text>
      {field('name', t.name, t.namePlaceholder)}
      {field('category', t.category, t.categoryPlaceholder)}
      {field('legalName', t.legalName, t.legalNamePlaceholder)}
      {field('headOfficeName', t.headOffice, t.headOfficePlaceholder)}
      {field('headOfficePhone', t.headOfficePhone, t.headOfficePhonePlaceholder)}
    </Screen>
  );
}
