import type { Hold } from '@merchant-coin/shared';
import { formatFen, priceFen } from '@merchant-coin/shared/kernel/money';
import { Text, View } from '@tarojs/components';
import { useState } from 'react';
import { useTexts } from '@/i18n';
import { chargeTexts } from '@/i18n/counterCharge';
import { holdTexts } from '@/i18n/counterHolds';
import { formatDiscount } from '@/lib/format';
import { a11y } from '@/lib/a11y';
import { Button } from '@/ui/Button';
import { Sheet } from '@/ui/Sheet';
import { amountOf, amountTextOf, pressAmountKey, type AmountKey } from '../amount';
import { useCounter } from '../context';
import { Head } from '../Head';
import { Panel } from '../Panel';
import { Problem } from '../Problem';
import { Amount } from '../till/Amount';
import { Keypad } from '../till/Keypad';
import { holderOf } from './holder';
import { msLeft, SOON_MS, useDuration } from './left';
import { useEnding } from './useEnding';
import { useNow } from '@/lib/useNow';
import './holds.scss';

function HoldHead({ hold, leftMs }: { hold: Hold; leftMs: number }) {
  const t = useTexts(holdTexts);
  const duration = useDuration();
  const reserved = t.reserved(formatFen(hold.heldFen));
  return (
    <Head
      name={holderOf(hold)}
      note={hold.note ? `${reserved} · ${hold.note}` : reserved}
      pill={{
        icon: 'clock',
        word: leftMs > 0 ? t.left(duration(leftMs)) : t.over,
        tone: leftMs < SOON_MS ? 'warn' : 'plain',
      }}
    />
  );
}

/** The sum as typed; the first digit takes the place of what was filled in. */
function useTypedSum(listFen: number) {
  const [{ text }, setTyped] = useState({ text: amountTextOf(listFen), touched: false });
  const press = (key: AmountKey) =>
    setTyped((before) => ({
      text: pressAmountKey(before.touched || key === 'back' ? before.text : '', key),
      touched: true,
    }));
  return { text, press, clear: () => setTyped({ text: '', touched: true }) };
}

function Price({ hold, paidFen }: { hold: Hold; paidFen: number }) {
  const t = useTexts(holdTexts);
  const restFen = hold.heldFen - paidFen;
  return (
    <View
      className={`hold-price ${restFen < 0 ? 'hold-price--above' : ''}`}
      {...a11y({ live: 'polite' })}
    >
      {restFen < 0 ? (
        <Text>{t.above(formatFen(hold.heldFen))}</Text>
      ) : (
        <>
          <Text>{t.price(formatDiscount(hold.discountBp), formatFen(paidFen))}</Text>
          {restFen > 0 && <Text> · {t.backTo(formatFen(restFen))}</Text>}
        </>
      )}
    </View>
  );
}

interface ReleaseSheetProps {
  hold: Hold;
  busy: boolean;
  onRelease: () => void;
  onClose: () => void;
}

function ReleaseSheet({ hold, busy, onRelease, onClose }: ReleaseSheetProps) {
  const t = useTexts(holdTexts);
  const sum = formatFen(hold.heldFen);
  return (
    <Sheet
      title={t.releaseTitle}
      onClose={onClose}
      action={
        <View className="sheet-actions">
          <Button busy={busy} onTap={onRelease}>
            {t.releaseYes(sum)}
          </Button>
          <Button kind="plain" disabled={busy} onTap={onClose}>
            {t.releaseNo}
          </Button>
        </View>
      }
    >
      <Text className="sheet-text">{t.releaseText(sum, holderOf(hold))}</Text>
    </Sheet>
  );
}

interface ActionsProps {
  hold: Hold;
  paidFen: number;
  busy: boolean;
  onCapture: () => void;
  onRelease: () => void;
}

function Actions({ hold, paidFen, busy, onCapture, onRelease }: ActionsProps) {
  const t = useTexts(holdTexts);
  return (
    <>
      <Button busy={busy} disabled={paidFen < 1 || paidFen > hold.heldFen} onTap={onCapture}>
        {busy ? t.taking : t.capture(formatFen(paidFen))}
      </Button>
      <Button kind="danger" icon="undo" disabled={busy} onTap={onRelease}>
        {t.release}
      </Button>
    </>
  );
}

/** One hold: what it came to in the end, or all of it back. */
export function HoldView({ hold }: { hold: Hold }) {
  const { back } = useTexts(chargeTexts);
  const { go } = useCounter();
  const { text, press, clear } = useTypedSum(hold.listFen);
  const { busy, refusal, capture, release } = useEnding(hold);
  const [releasing, setReleasing] = useState(false);
  const leftMs = msLeft(hold, useNow());
  const listFen = amountOf(text);
  // What the server will make of it: at the hold's own discount.
  const paidFen = priceFen(listFen, hold.discountBp);
  const ended = leftMs <= 0 || refusal?.details.reason === 'holdEnded';
  return (
    <>
      <Panel
        foot={
          ended ? (
            <Button onTap={() => go({ is: 'till' })}>{back}</Button>
          ) : (
            <Actions
              hold={hold}
              paidFen={paidFen}
              busy={busy}
              onCapture={() => capture(listFen, paidFen)}
              onRelease={() => setReleasing(true)}
            />
          )
        }
      >
        <HoldHead hold={hold} leftMs={leftMs} />
        {refusal && <Problem error={refusal} act="charge" />}
        <Amount text={text} disabled={busy || ended} onClear={clear} />
        <Price hold={hold} paidFen={paidFen} />
        <Keypad disabled={busy || ended} onKey={press} />
      </Panel>
      {releasing && !ended && (
        <ReleaseSheet
          hold={hold}
          busy={busy}
          onRelease={() => {
            setReleasing(false);
            release();
          }}
          onClose={() => setReleasing(false)}
        />
      )}
    </>
  );
}
