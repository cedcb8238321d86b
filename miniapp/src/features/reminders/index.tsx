import { Text, View } from '@tarojs/components';
import { useRouter } from '@tarojs/taro';
import { useState } from 'react';
import type { Occasion } from '@merchant-coin/shared';
import { useTexts } from '@/i18n';
import { myReminderTexts } from '@/i18n/reminders';
import { useMyCard } from '@/lib/cards';
import { Rows } from '@/ui/Rows';
import { Screen } from '@/ui/Screen';
import { contentOf } from '@/ui/screenState';
import { SwitchRow } from '@/ui/SwitchRow';
import { AddSheet } from './AddSheet';
import { BirthdayRow } from './BirthdayRow';
import { BirthdaySheet } from './BirthdaySheet';
import { Kinds } from './Kinds';
import { LimitSheet } from './LimitSheet';
import { MessagesLeft } from './MessagesLeft';
import { Occasions } from './Occasions';
import { RemoveSheet } from './RemoveSheet';
import { useMyReminders } from './useMyReminders';
import { Ways } from './Ways';
import './index.scss';

type OpenSheet = 'limit' | 'birthday' | 'add' | Occasion | null;

/** What one merchant reminds of, and what the member wants of that. */
export default function RemindersPage() {
  const t = useTexts(myReminderTexts);
  const { cardId = '' } = useRouter().params;
  const mine = useMyReminders(cardId);
  const merchantName = useMyCard(cardId).data?.merchant.name ?? '';
  const [sheet, setSheet] = useState<OpenSheet>(null);
  const close = () => setSheet(null);
  const { resource, busy, change } = mine;
  const { data } = resource;
  const sheets = data && (
    <>
      {sheet === 'limit' && <LimitSheet mine={mine} data={data} onClose={close} />}
      {sheet === 'birthday' && <BirthdaySheet mine={mine} data={data} onClose={close} />}
      {sheet === 'add' && <AddSheet mine={mine} onClose={close} />}
      {sheet !== null && typeof sheet === 'object' && (
        <RemoveSheet mine={mine} occasion={sheet} onClose={close} />
      )}
    </>
  );
  return (
    <Screen title={t.title} payCode={cardId} state={contentOf(resource)} overlay={sheets}>
      {data && (
        <View>
          <Rows>
            <SwitchRow
              icon="bell"
              title={t.all}
              note={data.allOff ? t.allOff(merchantName) : t.allOn(merchantName)}
              isOn={!data.allOff}
              disabled={busy}
              onChange={(isOn) => change({ allOff: !isOn })}
            />
          </Rows>
          {!data.allOff && <MessagesLeft />}
          {!data.allOff && <Kinds mine={mine} data={data} onLimit={() => setSheet('limit')} />}
          {!data.allOff && <Ways mine={mine} data={data} />}
          <BirthdayRow data={data} onTap={() => setSheet('birthday')} />
          <Occasions occasions={data.occasions} onAdd={() => setSheet('add')} onRemove={setSheet} />
          <Text className="reminders__foot">{t.daysNote}</Text>
        </View>
      )}
    </Screen>
  );
}
