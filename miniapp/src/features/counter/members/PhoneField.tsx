import { isPhone } from '@merchant-coin/shared/accounts/rules';
import { Text } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { counterTexts } from '@/i18n/counter';
import { Field } from '@/ui/Field';
import './members.scss';

const PHONE_DIGITS = 11;

interface PhoneFieldProps {
  label: string;
  hideLabel?: boolean;
  focus?: boolean;
  phone: string;
  /** Say what is wrong also before eleven digits are there. */
  showWrong?: boolean;
  note?: string;
  onPhone: (phone: string) => void;
  /** Called once with the eleventh digit, and by Enter. */
  onComplete: (phone: string) => void;
}

/** A mainland mobile number; acts by itself as soon as it is complete. */
export function PhoneField(props: PhoneFieldProps) {
  const { label, hideLabel = false, focus = false, phone, showWrong = false, note } = props;
  const t = useTexts(counterTexts);
  const wrong = !isPhone(phone) && (showWrong || phone.length === PHONE_DIGITS);
  const onInput = (text: string) => {
    const digits = text.replace(/\D/g, '').slice(0, PHONE_DIGITS);
    props.onPhone(digits);
    if (digits.length === PHONE_DIGITS && digits !== phone && isPhone(digits)) {
      props.onComplete(digits);
    }
  };
  return (
    <Field
      label={label}
      hideLabel={hideLabel}
      kind="phone"
      value={phone}
      maxLength={13}
      focus={focus}
      placeholder={t.phonePlaceholder}
      problem={wrong ? t.phoneWrong : undefined}
      lead={<Text className="member-find__prefix">+86</Text>}
      onInput={onInput}
      onConfirm={() => props.onComplete(phone)}
      {...(note === undefined ? {} : { note })}
    />
  );
}
