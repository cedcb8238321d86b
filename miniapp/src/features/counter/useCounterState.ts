import { parsePayCode } from '@merchant-coin/shared/cards/rules';
import { formatFen } from '@merchant-coin/shared/kernel/money';
import { readRechargeCard } from '@merchant-coin/shared/recharges/rules';
import type { MemberCard } from '@merchant-coin/shared';
import { useEffect, useRef, useState } from 'react';
import { textsNow, useTexts } from '@/i18n';
import { counterTexts } from '@/i18n/counter';
import { sellCardTexts } from '@/i18n/counterSellCard';
import { IS_WEAPP } from '@/lib/platform';
import { scanInWechat } from '@/lib/scan';
import { onSessionEnd, sessionStore } from '@/lib/session';
import { useStore } from '@/lib/store';
import type { useWork } from '@/lib/work';
import { toast } from '@/ui/toast';
import { amountOf, pressAmountKey, type AmountKey, type AmountText } from './amount';
import type { Counter } from './context';
import { feelFailure } from './feel';
import { isSending } from './slips/slips';
import { stageForCode, stageForTyping, type SheetName, type Stage } from './stage';

/** Of the longest code. */
const CODE_DIGITS = 28;
const DIGITS_AND_POINT = /^[\d.]$/;

interface CounterState {
  counter: Counter;
  /** Counts stages: each is a component of its own, which starts anew. */
  stageId: number;
  sheet: SheetName | null;
  /** The slip that is being reversed. */
  reversing: string | null;
  stopReversing: () => void;
  /** A key of a real keyboard. */
  onKey: (key: string) => void;
  /** A gun read a code; its first `leaked` digits were taken for a person's. */
  onGun: (digits: string, leaked: number) => void;
  /** A gun read something that is no pay code. */
  onStray: () => void;
}

function useStage() {
  const [{ stage, stageId }, setState] = useState<{ stage: Stage; stageId: number }>({
    stage: { is: 'till' },
    stageId: 0,
  });
  const go = (next: Stage) => setState((before) => ({ stage: next, stageId: before.stageId + 1 }));
  const keepCard = (card: MemberCard) =>
    setState((before) =>
      before.stage.is === 'member' ? { ...before, stage: { ...before.stage, card } } : before,
    );
  return { stage, stageId, go, keepCard };
}

/** What is typed, by store: it is still there when the clerk comes back from another page. */
const typedAt = new Map<string, AmountText>();
onSessionEnd(() => typedAt.clear());

function useAmount(storeId: string) {
  const [amount, setAmount] = useState<AmountText>(typedAt.get(storeId) ?? '');
  useEffect(() => void typedAt.set(storeId, amount), [storeId, amount]);
  return [amount, setAmount] as const;
}

/** The state of the counter page: what is typed, what is being done, which sheet is open. */
export function useCounterState({ place, post }: NonNullable<ReturnType<typeof useWork>>) {
  const t = useTexts(counterTexts);
  const userId = useStore(sessionStore)?.user.id ?? '';
  const { stage, stageId, go, keepCard } = useStage();
  const [amount, setAmount] = useAmount(place.storeId);
  /** What stood there before each key of a real keyboard, so that a gun's leaked digits can be taken back. */
  const beforeKeys = useRef<AmountText[]>([]);
  const [sheet, openSheet] = useState<SheetName | null>(null);
  const [reversing, setReversing] = useState<string | null>(null);

  const clearAmount = () => setAmount('');
  const nextCustomer = () => {
    clearAmount();
    go({ is: 'till' });
  };
  const pressKey = (key: AmountKey) => {
    const next = stageForTyping(stage);
    if (!next || isSending(place.storeId)) return;
    if (next !== stage) go(next);
    setAmount((text) => pressAmountKey(text, key));
  };
  const takeCodeFor = (text: string, typed: AmountText): boolean => {
    if (stage.is === 'sellCard' && readRechargeCard(text)) {
      openSheet(null);
      go({ is: 'sellCard', scanned: text });
      return true;
    }
    const payCode = text.replace(/\s/g, '');
    const parsed = parsePayCode(payCode);
    if (!parsed) return false;
    if (isSending(place.storeId)) {
      toast(t.afterThis);
      return true;
    }
    openSheet(null);
    if (parsed.amountFen !== null && stage.is !== 'charge' && amountOf(typed) === 0) {
      toast(t.amountFirst(formatFen(parsed.amountFen)));
      return true;
    }
    setReversing(null);
    setAmount(typed);
    go(stageForCode(stage, amountOf(typed), payCode));
    return true;
  };
  const takeCode = (text: string) => takeCodeFor(text, amount);
  const onStray = () => {
    feelFailure();
    toast(stage.is === 'sellCard' ? textsNow(sellCardTexts).notCard : t.notPayCode, 'bad');
  };
  const scan = () => {
    if (!IS_WEAPP) {
      openSheet('camera');
      return;
    }
    scanInWechat().then(
      (text) => {
        if (text !== null && !takeCode(text)) onStray();
      },
      // A recharge card has a field of its own to type into.
      () => openSheet(stage.is === 'sellCard' ? null : 'digits'),
    );
  };
  const onGun = (digits: string, leaked: number) => {
    const before = leaked > 0 ? beforeKeys.current.at(-leaked) : undefined;
    if (!takeCodeFor(digits, before ?? amount)) onStray();
  };
  const onKey = (key: string) => {
    if (sheet !== null || reversing !== null) return;
    beforeKeys.current = [...beforeKeys.current, amount].slice(-CODE_DIGITS);
    if (DIGITS_AND_POINT.test(key)) pressKey(key as AmountKey);
    if (key === 'Backspace') pressKey('back');
  };
  const counter: Counter = {
    ...{ place, post, userId, stage, go, keepCard, nextCustomer },
    ...{ amount, pressKey, clearAmount, openSheet, scan, takeCode, reverse: setReversing },
  };
  const state: CounterState = {
    ...{ counter, stageId, sheet, reversing, onKey, onGun, onStray },
    stopReversing: () => setReversing(null),
  };
  return state;
}
