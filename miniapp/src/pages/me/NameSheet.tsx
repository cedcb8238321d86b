import { useState } from 'react';
import { textsNow, useTexts } from '@/i18n';
import { commonTexts } from '@/i18n/common';
import { meTexts } from '@/i18n/me';
import { call } from '@/lib/client';
import { updateUser } from '@/lib/session';
import { useBusy } from '@/lib/useBusy';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Sheet } from '@/ui/Sheet';
import { toast, toastError } from '@/ui/toast';

const LONGEST_NAME = 30;

export function NameSheet({ name, onClose }: { name: string; onClose: () => void }) {
  const t = useTexts(meTexts);
  const common = useTexts(commonTexts);
  const [text, setText] = useState(name);
  const [touched, setTouched] = useState(false);
  const [busy, run] = useBusy();
  const wanted = text.trim();
  const save = () => {
    setTouched(true);
    if (!wanted) return;
    run(async () => {
      try {
        updateUser(await call('accounts.updateMe', { name: wanted }));
        toast(textsNow(commonTexts).saved, 'good');
        onClose();
      } catch (cause) {
        toastError(cause);
      }
    });
  };
  return (
    <Sheet
      title={t.editName}
      onClose={onClose}
      action={
        <Button busy={busy} onTap={save}>
          {common.save}
        </Button>
      }
    >
      <Field
        label={t.name}
        value={text}
        maxLength={LONGEST_NAME}
        focus
        note={t.nameNote}
        problem={touched && !wanted ? t.nameWrong : undefined}
        onInput={setText}
        onConfirm={save}
      />
    </Sheet>
  );
}
