import { Input, Text, View } from '@tarojs/components';
import { useId, type ReactNode } from 'react';
import { a11y } from '@/lib/a11y';
import { IS_H5 } from '@/lib/platform';
import './Field.scss';

export interface FieldProps {
  label: string;
  /** The label is only said, not shown, as in a search box. */
  hideLabel?: boolean;
  value: string;
  onInput: (value: string) => void;
  onConfirm?: () => void;
  kind?: 'text' | 'phone' | 'code' | 'pin' | 'amount' | 'search';
  placeholder?: string;
  maxLength?: number;
  /** What is wrong with the value; shown in place of the note. */
  problem?: string | undefined;
  note?: string;
  focus?: boolean;
  /** Before and behind the text. */
  lead?: ReactNode;
  trail?: ReactNode;
}

const BROWSER_KINDS = {
  text: { type: 'text', inputMode: 'text', autoComplete: 'off' },
  phone: { type: 'tel', inputMode: 'tel', autoComplete: 'tel-national' },
  code: { type: 'text', inputMode: 'numeric', autoComplete: 'one-time-code' },
  // No password manager may keep it.
  pin: { type: 'password', inputMode: 'numeric', autoComplete: 'one-time-code' },
  amount: { type: 'text', inputMode: 'decimal', autoComplete: 'off' },
  search: { type: 'search', inputMode: 'search', autoComplete: 'off' },
} as const;

const WECHAT_KINDS = {
  text: { type: 'text', confirmType: 'done' },
  phone: { type: 'number', confirmType: 'next' },
  code: { type: 'number', confirmType: 'done' },
  pin: { type: 'number', confirmType: 'done', password: true },
  amount: { type: 'digit', confirmType: 'done' },
  search: { type: 'text', confirmType: 'search' },
} as const;

interface FieldNoteProps {
  /** By which the field says that it is described here. */
  id: string;
  text: string | undefined;
}

/** What stands below a field. Its place is always there: readers tell what comes into one, not one that comes. */
export function FieldNote({ id, text }: FieldNoteProps) {
  return (
    <View id={id} {...a11y({ live: 'polite' })}>
      {text && <Text className="field__note">{text}</Text>}
    </View>
  );
}

/** A field's name for WeChat's readers, who know no other way to say that something is wrong with it. */
export const saidLabel = (label: string, problem: string | undefined): string =>
  problem ? `${label} ${problem}` : label;

function Control(props: FieldProps & { noteId: string }) {
  const { label, value, onInput, onConfirm, kind = 'text', problem, noteId } = props;
  const { placeholder, maxLength, focus } = props;
  if (IS_H5) {
    return (
      <input
        className="field__input"
        aria-label={label}
        aria-invalid={problem !== undefined}
        aria-describedby={noteId}
        value={value}
        placeholder={placeholder}
        maxLength={maxLength}
        autoFocus={focus}
        onChange={(event) => onInput(event.target.value)}
        onKeyDown={(event) => {
          if (event.key === 'Enter' && !event.nativeEvent.isComposing) onConfirm?.();
        }}
        {...BROWSER_KINDS[kind]}
      />
    );
  }
  return (
    <Input
      className="field__input"
      placeholderClass="field__placeholder"
      value={value}
      placeholder={placeholder ?? ''}
      maxlength={maxLength ?? 140}
      focus={focus ?? false}
      onInput={(event) => onInput(event.detail.value)}
      onConfirm={() => onConfirm?.()}
      {...WECHAT_KINDS[kind]}
      {...a11y({ label: saidLabel(label, problem) })}
    />
  );
}

/** One line to type into, with its label above and what is wrong below. */
export function Field(props: FieldProps) {
  const { label, hideLabel = false, problem, note, lead, trail } = props;
  const below = problem ?? note;
  const noteId = useId();
  return (
    <View className={`field ${problem ? 'field--wrong' : ''}`}>
      {!hideLabel && (
        <Text className="field__label" {...a11y({ hidden: true })}>
          {label}
        </Text>
      )}
      <View className="field__box">
        {lead}
        <Control {...props} noteId={noteId} />
        {trail}
      </View>
      <FieldNote id={noteId} text={below} />
    </View>
  );
}
