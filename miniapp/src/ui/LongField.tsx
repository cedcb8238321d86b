import { Text, Textarea, View } from '@tarojs/components';
import { useId } from 'react';
import { a11y } from '@/lib/a11y';
import { IS_H5 } from '@/lib/platform';
import { FieldNote, type FieldProps, saidLabel } from './Field';
import './Field.scss';

type LongFieldProps = Pick<
  FieldProps,
  'label' | 'value' | 'onInput' | 'placeholder' | 'maxLength' | 'problem' | 'note'
> & {
  /** What is written by hand, instead of pasted keys. */
  isProse?: boolean;
};

const LONGEST = 8_000;

function Control(props: LongFieldProps & { noteId: string }) {
  const { label, value, onInput, placeholder, maxLength = LONGEST, problem } = props;
  const { isProse, noteId } = props;
  const className = `field__lines ${isProse ? 'field__lines--prose' : ''}`;
  if (IS_H5) {
    return (
      <textarea
        className={className}
        aria-label={label}
        aria-invalid={problem !== undefined}
        aria-describedby={noteId}
        value={value}
        placeholder={placeholder}
        maxLength={maxLength}
        rows={isProse ? 2 : 5}
        autoComplete="off"
        spellCheck={isProse === true}
        onChange={(event) => onInput(event.target.value)}
      />
    );
  }
  return (
    <Textarea
      className={className}
      placeholderClass="field__placeholder"
      value={value}
      placeholder={placeholder ?? ''}
      maxlength={maxLength}
      disableDefaultPadding
      onInput={(event) => onInput(event.detail.value)}
      {...a11y({ label: saidLabel(label, problem) })}
    />
  );
}

/** Several lines, with the label above and what is wrong below. */
export function LongField(props: LongFieldProps) {
  const { label, problem, note } = props;
  const below = problem ?? note;
  const noteId = useId();
  return (
    <View className={`field ${problem ? 'field--wrong' : ''}`}>
      <Text className="field__label" {...a11y({ hidden: true })}>
        {label}
      </Text>
      <View className="field__box">
        <Control {...props} noteId={noteId} />
      </View>
      <FieldNote id={noteId} text={below} />
    </View>
  );
}
