import type { Payee } from '@merchant-coin/shared';
import { Text, View } from '@tarojs/components';
import { useTexts } from '@/i18n';
import { payeeTexts } from '@/i18n/payee';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { LongField } from '@/ui/LongField';
import { Segments } from '@/ui/Segments';
import { asksFor, type Draft, keepsSecrets, type Place, withSecondKey, type Wrong } from './draft';

const MODES = ['direct', 'partner'] as const;

export interface FormProps {
  payee: Payee | null;
  platformAppid: string;
  hasPartner: boolean;
  draft: Draft;
  wrong: Wrong;
  onChange: (draft: Draft) => void;
}

type TextName = Exclude<keyof Draft, 'publicKeys' | 'mode'>;
type Words = (typeof payeeTexts)['zh-CN'];

function problemAt(t: Words, wrong: Wrong, place: Place, name: keyof Words['malformed']) {
  const what = wrong[place];
  if (!what) return undefined;
  return what === 'missing' ? t.missing(t.hints[name]) : t.malformed[name];
}

interface OneProps extends FormProps {
  name: TextName;
  maxLength: number;
  /** What is there already stays while the field is empty. */
  isKept?: boolean;
  isLong?: boolean;
}

function One(props: OneProps) {
  const { name, maxLength, isKept = false, isLong = false, draft, wrong, onChange } = props;
  const t = useTexts(payeeTexts);
  const common = {
    label: t.fields[name],
    value: draft[name],
    maxLength,
    note: t.hints[name],
    problem: problemAt(t, wrong, name, name),
    ...(isKept ? { placeholder: t.kept } : {}),
    onInput: (text: string) => onChange({ ...draft, [name]: text }),
  };
  return isLong ? <LongField {...common} /> : <Field {...common} />;
}

function PublicKey({ index, isKept, ...props }: FormProps & { index: number; isKept: boolean }) {
  const { draft, wrong, onChange } = props;
  const t = useTexts(payeeTexts);
  const key = draft.publicKeys[index] ?? { id: '', pem: '' };
  const label = (word: string) => (index === 0 ? word : t.second(word));
  const type = (change: Partial<typeof key>) =>
    onChange({
      ...draft,
      publicKeys: draft.publicKeys.map((each, at) =>
        at === index ? { ...each, ...change } : each,
      ),
    });
  const kept = isKept && index === 0 ? { placeholder: t.kept } : {};
  return (
    <>
      <Field
        label={label(t.fields.keyId)}
        value={key.id}
        maxLength={64}
        note={t.hints.keyId}
        problem={problemAt(t, wrong, `publicKeys.${index}.id`, 'keyId')}
        {...kept}
        onInput={(id) => type({ id })}
      />
      <LongField
        label={label(t.fields.keyPem)}
        value={key.pem}
        maxLength={4_000}
        note={t.hints.keyPem}
        problem={problemAt(t, wrong, `publicKeys.${index}.pem`, 'keyPem')}
        {...kept}
        onInput={(pem) => type({ pem })}
      />
    </>
  );
}

function Keys({ isKept, ...props }: FormProps & { isKept: boolean }) {
  const t = useTexts(payeeTexts);
  const { draft, onChange } = props;
  return (
    <>
      <One {...props} name="serialNumber" maxLength={64} />
      <One {...props} name="privateKey" maxLength={8_000} isKept={isKept} isLong />
      <One {...props} name="apiV3Key" maxLength={32} isKept={isKept} />
      {draft.publicKeys.map((_, index) => (
        <PublicKey key={index} {...props} index={index} isKept={isKept} />
      ))}
      {draft.publicKeys.length < 2 && (
        <Button kind="quiet" small onTap={() => onChange(withSecondKey(draft))}>
          {t.secondKey}
        </Button>
      )}
      <Text className="payee__note">{t.secrets}</Text>
    </>
  );
}

/** Everything about the account, each with where WeChat shows it. */
export function PayeeForm(props: FormProps) {
  const t = useTexts(payeeTexts);
  const { payee, platformAppid, hasPartner, draft, onChange } = props;
  const asks = asksFor(draft, platformAppid);
  const isKept = keepsSecrets(draft, payee);
  return (
    <View className="payee__form">
      {hasPartner && (
        <View>
          <Text className="payee__label">{t.mode}</Text>
          <Segments
            label={t.mode}
            value={draft.mode}
            options={MODES.map((value) => ({ value, word: t.modes[value] }))}
            onChange={(mode) => onChange({ ...draft, mode })}
          />
          <Text className="payee__note">{t.modeNotes[draft.mode]}</Text>
        </View>
      )}
      <One {...props} name="mchid" maxLength={10} />
      <One {...props} name="appid" maxLength={18} />
      {asks.secret && (
        <One
          {...props}
          name="appSecret"
          maxLength={32}
          isKept={isKept && payee?.appid === draft.appid}
        />
      )}
      {asks.keys && <Keys {...props} isKept={isKept} />}
    </View>
  );
}
