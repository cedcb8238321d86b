import type { ReminderSettings } from '@merchant-coin/shared';
import { REMINDER_KINDS } from '@merchant-coin/shared/reminders/rules';
import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import { textsNow, useTexts } from '@/i18n';
import { reminderSettingsTexts } from '@/i18n/reminderSettings';
import { call } from '@/lib/client';
import { open } from '@/lib/nav';
import { putResource, useResource } from '@/lib/resource';
import { useBusy } from '@/lib/useBusy';
import { Button } from '@/ui/Button';
import { Row, Rows } from '@/ui/Rows';
import { Screen } from '@/ui/Screen';
import { contentOf } from '@/ui/screenState';
import { toast, toastError } from '@/ui/toast';
import { type Draft, draftOf, fingerprintOf, readDraft } from './draft';
import { KindGroup } from './KindGroup';
import { Limits } from './Limits';
import './index.scss';

interface FormProps {
  merchantId: string;
  draft: Draft;
  touched: boolean;
  onChange: (change: Partial<Draft>) => void;
}

function Form({ merchantId, draft, touched, onChange }: FormProps) {
  const t = useTexts(reminderSettingsTexts);
  const wrong = touched ? readDraft(draft).wrong : [];
  return (
    <View>
      <Text className="reminder-settings__intro">{t.intro}</Text>
      <Rows>
        <Row
          icon="clock"
          title={t.log}
          note={t.logNote}
          onTap={() => open('reminderLog', { merchantId })}
        />
      </Rows>
      {REMINDER_KINDS.map((kind) => (
        <KindGroup key={kind} kind={kind} draft={draft} wrong={wrong} onChange={onChange} />
      ))}
      <Limits draft={draft} onChange={onChange} />
    </View>
  );
}

/** How members are reminded; the owner's to set. */
export default function ReminderSettingsPage() {
  const t = useTexts(reminderSettingsTexts);
  const { merchantId = '' } = useRouter().params;
  const key = `reminderSettings.${merchantId}`;
  // Not kept: all of it is saved at once, and must begin with what is true now.
  const resource = useResource(key, () => call('reminders.getReminderSettings', { merchantId }));
  const [edited, setEdited] = useState<Draft | null>(null);
  const [touched, setTouched] = useState(false);
  const [busy, run] = useBusy();
  const { data } = resource;
  const kept = data && draftOf(data);
  const draft = edited ?? kept;
  const isSame = !draft || !kept || fingerprintOf(draft) === fingerprintOf(kept);
  // Setting the same again changes nothing: a lost answer is simply asked for again.
  const save = (settings: ReminderSettings) =>
    run(async () => {
      try {
        putResource(key, await call('reminders.setReminderSettings', { merchantId, ...settings }));
        setEdited(null);
        toast(textsNow(reminderSettingsTexts).saved, 'good');
      } catch (cause) {
        toastError(cause);
      }
    });
  const submit = () => {
    if (!draft) return;
    setTouched(true);
    const { settings } = readDraft(draft);
    if (settings) save(settings);
  };
  return (
    <Screen
      title={t.title}
      state={contentOf(resource)}
      action={
        draft && (
          <Button busy={busy} disabled={isSame} onTap={submit}>
            {isSame ? t.same : t.save}
          </Button>
        )
      }
    >
      {draft && (
        <Form
          merchantId={merchantId}
          draft={draft}
          touched={touched}
          onChange={(change) => setEdited({ ...draft, ...change })}
        />
      )}
    </Screen>
  );
}
