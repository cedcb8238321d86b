import type { PrincipalCaps } from '@merchant-coin/shared/merchants/rules';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { principalCapsTexts } from '@/i18n/principalCaps';
import { BeforeAfter } from '@/ui/BeforeAfter';
import { Button } from '@/ui/Button';
import { Field } from '@/ui/Field';
import { Sheet } from '@/ui/Sheet';
import { changedIn, readCaps, type Typed, typedFrom, WHICH, type Which, type Wrong } from './typed';

const LONGEST = 8;

interface CapsSheetProps {
  caps: PrincipalCaps;
  legal: PrincipalCaps;
  busy: boolean;
  onSave: (caps: PrincipalCaps) => void;
  onClose: () => void;
}

function Fields({ typed, legal, wrong, onType }: FieldsProps) {
  const t = useTexts(principalCapsTexts);
  const problemOf = (which: Which): string | undefined => {
    if (wrong[which] === undefined) return undefined;
    return wrong[which] === 'range' ? t.wrong(formatFen(legal[which])) : t.aboveIdentified;
  };
  return (
    <>
      {WHICH.map((which) => (
        <Field
          key={which}
          kind="amount"
          label={t.which[which]}
          lead={<Text>¥</Text>}
          maxLength={LONGEST}
          value={typed[which]}
          note={t.most(formatFen(legal[which]))}
          problem={problemOf(which)}
          onInput={(text) => onType({ ...typed, [which]: text })}
        />
      ))}
    </>
  );
}

/** What each cap is and will be, and what that means for cards and members. */
function Change({ caps, wanted }: { caps: PrincipalCaps; wanted: PrincipalCaps }) {
  const t = useTexts(principalCapsTexts);
  const changed = changedIn(caps, wanted);
  return (
    <>
      {changed.map((which) => (
        <BeforeAfter
          key={which}
          heading={t.which[which]}
          before={{ word: t.before, figure: formatFen(caps[which]) }}
          after={{ word: t.after, figure: formatFen(wanted[which]) }}
        />
      ))}
      {changed.some((which) => wanted[which] < caps[which]) && (
        <Text className="caps__note">{t.lowered}</Text>
      )}
      {changed.some((which) => wanted[which] > caps[which]) && (
        <Text className="caps__note">{t.raised}</Text>
      )}
    </>
  );
}

/** Both caps are typed, then looked at side by side with what they are, then set. */
export function CapsSheet({ caps, legal, busy, onSave, onClose }: CapsSheetProps) {
  const t = useTexts(principalCapsTexts);
  const [typed, setTyped] = useState(() => typedFrom(caps));
  const [touched, setTouched] = useState(false);
  const [isReviewed, setReviewed] = useState(false);
  const { caps: wanted, wrong } = readCaps(typed, legal);
  const isSame = wanted !== null && changedIn(caps, wanted).length === 0;
  const review = () => {
    setTouched(true);
    setReviewed(wanted !== null);
  };
  if (isReviewed && wanted) {
    return (
      <Sheet
        title={t.confirmTitle}
        onClose={onClose}
        action={
          <>
            <Button busy={busy} disabled={isSame} onTap={() => onSave(wanted)}>
              {t.confirm}
            </Button>
            <Button kind="quiet" disabled={busy} onTap={() => setReviewed(false)}>
              {t.backToEdit}
            </Button>
          </>
        }
      >
        <View className="caps__form">
          <Change caps={caps} wanted={wanted} />
        </View>
      </Sheet>
    );
  }
  return (
    <Sheet
      title={t.changeTitle}
      onClose={onClose}
      action={
        <Button disabled={isSame} onTap={review}>
          {isSame ? t.same : t.next}
        </Button>
      }
    >
      <View className="caps__form">
        <Fields typed={typed} legal={legal} wrong={touched ? wrong : {}} onType={setTyped} />
      </View>
    </Sheet>
  );
}

interface FieldsProps {
  typed: Typed;
  legal: PrincipalCaps;
  wrong: Partial<Record<Which, Wrong>>;
  onType: (typed: Typed) => void;
}
