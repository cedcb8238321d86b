import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useEffect, useState } from 'react';
import { useTexts } from '@/i18n';
import { approvalTexts } from '@/i18n/approvals';
import { byPhoneTexts } from '@/i18n/counterByPhone';
import { chargeTexts } from '@/i18n/counterCharge';
import type { AnyErrorCode, ApiError } from '@/lib/errors';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Segments } from '@/ui/Segments';
import { useCounter } from '../context';
import { numberIn, useFailureText, waitSecondsIn } from '../failures';
import { MemberHead } from '../members/MemberHead';
import { Panel } from '../Panel';
import { ProblemInWords } from '../Problem';
import { Funds, Price, Remark } from './Facts';
import type { Proof } from './proof';
import type { Preview } from './usePreview';

type Way = 'code6' | 'pin' | 'ask';

const DIGITS = 6;

/** Refusals that another try, or another way, mends: the form stays. */
const ABOUT_PROOF: readonly AnyErrorCode[] = [
  'payCodeInvalid',
  'payCodeUsed',
  'payCodeExpired',
  'payCodeLocked',
  'pinInvalid',
  'pinLocked',
  'pinLimitExceeded',
  'approvalUnavailable',
];

export const isAboutProof = ({ code }: ApiError): boolean => ABOUT_PROOF.includes(code);

function Refusal({ error }: { error: ApiError }) {
  const t = useTexts(byPhoneTexts);
  const usual = useFailureText()(error, 'charge');
  const { code, details } = error;
  const leftFen = numberIn(details, 'leftFen');
  const limitFen = numberIn(details, 'limitFen');
  const words = () => {
    if (code === 'pinInvalid' && details.reason === 'unset') return t.pinUnset;
    if (code === 'pinLocked') return t.locked(Math.ceil(waitSecondsIn(error) / 60));
    if (code === 'pinLimitExceeded' && leftFen !== null && limitFen !== null) {
      return t.pinAbove(formatFen(leftFen), formatFen(limitFen));
    }
    return t.refused[code] ?? usual;
  };
  return <ProblemInWords error={error} words={words()} />;
}

interface ByPhoneProps {
  preview: Preview;
  busy: boolean;
  /** Why the last try was refused. */
  error: ApiError | null;
  onForget: () => void;
  onTake: (proof: Proof) => void;
}

interface ProofFieldProps {
  way: Way;
  digits: string;
  onDigits: (digits: string) => void;
  onDone: () => void;
}

function ProofField({ way, digits, onDigits, onDone }: ProofFieldProps) {
  const t = useTexts(byPhoneTexts);
  if (way === 'ask') return <Text className="confirm__ways-text">{t.askText}</Text>;
  const isPin = way === 'pin';
  return (
    <Field
      key={way}
      label={isPin ? t.pin : t.code6}
      kind={isPin ? 'pin' : 'code'}
      focus
      value={digits}
      maxLength={DIGITS}
      placeholder={t.sixDigits}
      note={isPin ? t.pinNote : t.code6Note}
      onInput={(text) => onDigits(text.replace(/\D/g, '').slice(0, DIGITS))}
      onConfirm={onDone}
    />
  );
}

/**
 * A member who was named by phone alone: the price, and one of three ways to prove that it is them. Digits and
 * PIN are forgotten with each try.
 */
export function ByPhone({ preview, busy, error, onForget, onTake }: ByPhoneProps) {
  const t = useTexts(byPhoneTexts);
  const charge = useTexts(chargeTexts);
  const asking = useTexts(approvalTexts);
  const { go } = useCounter();
  const [way, setWay] = useState<Way>('code6');
  const [digits, setDigits] = useState('');
  useEffect(() => {
    if (error) setDigits('');
  }, [error]);
  const sum = formatFen(preview.priceFen);
  const isComplete = way === 'ask' || digits.length === DIGITS;
  const take = () => {
    if (isComplete) onTake(way === 'ask' ? {} : { [way]: digits });
  };
  const type = (typed: string) => {
    setDigits(typed);
    if (typed !== '') onForget();
  };
  const change = (next: Way) => {
    setWay(next);
    setDigits('');
    onForget();
  };
  const word = way === 'ask' ? asking.askMember(sum) : charge.take(sum);
  return (
    <Panel
      foot={
        <>
          <Button busy={busy} disabled={!isComplete} onTap={take}>
            {busy ? (way === 'ask' ? asking.asking : charge.taking) : word}
          </Button>
          <Button kind="quiet" disabled={busy} onTap={() => go({ is: 'till' })}>
            {charge.back}
          </Button>
        </>
      }
    >
      <MemberHead card={preview.card} />
      <Price preview={preview} />
      <View className="confirm__ways">
        <Segments
          label={t.how}
          value={way}
          options={(['code6', 'pin', 'ask'] as const).map((value) => ({
            value,
            word: t.ways[value],
          }))}
          onChange={change}
        />
        <ProofField way={way} digits={digits} onDigits={type} onDone={take} />
        {error && <Refusal error={error} />}
      </View>
      <Funds preview={preview} />
      {!preview.card.benefitsActive && <Remark icon="info" title={charge.paused} />}
    </Panel>
  );
}
