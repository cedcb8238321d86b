import { Text } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { galleryTexts } from '@/i18n/gallery';
import { today } from '@/lib/format';
import { DateField } from '@/ui/DateField';
import { Field } from '@/ui/Field';
import { Icon } from '@/ui/Icon';
import { LongField } from '@/ui/LongField';
import { SelectField } from '@/ui/SelectField';
import { TimeField } from '@/ui/TimeField';
import { Show } from './Show';

/** What is typed or picked. */
export function Fields() {
  const t = useTexts(galleryTexts);
  const [text, setText] = useState('');
  const [date, setDate] = useState('');
  const [time, setTime] = useState('09:00');
  const [index, setIndex] = useState(0);
  const typed = { value: text, onInput: setText };
  return (
    <>
      <Show of="Field">
        <Field label={t.word} placeholder={t.note} {...typed} />
        <Field label={t.word} note={t.note} {...typed} />
        <Field label={t.word} problem={t.problem} {...typed} />
        <Field kind="amount" label={t.amount} lead={<Text>¥</Text>} {...typed} />
        <Field
          kind="search"
          label={t.word}
          hideLabel
          placeholder={t.note}
          lead={<Icon name="find" />}
          {...typed}
        />
      </Show>
      <Show of="LongField">
        <LongField label={t.word} placeholder={t.note} {...typed} />
        <LongField label={t.word} problem={t.problem} {...typed} />
      </Show>
      <Show of="DateField">
        <DateField
          label={t.word}
          note={t.note}
          value={date}
          placeholder={t.word}
          latest={today()}
          onDate={setDate}
        />
      </Show>
      <Show of="TimeField">
        <TimeField label={t.word} value={time} onTime={setTime} />
      </Show>
      <Show of="SelectField">
        <SelectField label={t.word} words={[t.one, t.other]} index={index} onPick={setIndex} />
      </Show>
    </>
  );
}
