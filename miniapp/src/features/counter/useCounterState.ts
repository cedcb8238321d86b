import type { MemberCard } from '@merchant-coin/shared';
import { useEffect, useRef, useState } from 'react';
import { onSessionEnd, sessionStore } from '@/lib/session';
import { useStore } from '@/lib/store';
import type { useWork } from '@/lib/work';
import { pressAmountKey, type AmountKey, type AmountText } from './amount';
import type { Counter } from './context';
import { isSending, useSlips } from './slips/slips';
import { stageForTyping, type SheetName, type Stage } from './stage';
import { useTypedAmount } from './typedAmount';
import { useCodes } from './useCodes';

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

/** The act on money that was on its way when the counter was last seen, by store. */
const sentFrom = new Map<string, string>();
onSessionEnd(() => sentFrom.clear());

/** A counter that was left during an act opens on how that went or goes, and else on the till. */
function useFirstStage(storeId: string): Stage {
  const sent = useSlips(storeId).find(({ state }) => state === 'sending')?.key;
  const left = sentFrom.get(storeId);
  useEffect(() => {
    if (sent === undefined) sentFrom.delete(storeId);
    else sentFrom.set(storeId, sent);
  }, [storeId, sent]);
  return left === undefined ? { is: 'till' } : { is: 'slip', key: left };
}

function useStage(storeId: string) {
  const first = useFirstStage(storeId);
  const [{ stage, stageId }, setState] = useState({ stage: first, stageId: 0 });
  const go = (next: Stage) => setState((before) => ({ stage: next, stageId: before.stageId + 1 }));
  const keepCard = (card: MemberCard) =>
    setState((before) =>
      before.stage.is === 'member' ? { ...before, stage: { ...before.stage, card } } : before,
    );
  return { stage, stageId, go, keepCard };
}

interface KeyboardOptions {
  amount: AmountText;
  /** Something lies above the till. */
  isCovered: boolean;
  pressKey: (key: AmountKey) => void;
}

/** A real keyboard types the amount; what a gun's first digits did to it can be told. */
function useKeyboard({ amount, isCovered, pressKey }: KeyboardOptions) {
  /** What stood there before each key. */
  const before = useRef<AmountText[]>([]);
  const onKey = (key: string) => {
    if (isCovered) return;
    before.current = [...before.current, amount].slice(-CODE_DIGITS);
    if (DIGITS_AND_POINT.test(key)) pressKey(key as AmountKey);
    if (key === 'Backspace') pressKey('back');
  };
  const amountBefore = (keys: number): AmountText =>
    (keys > 0 ? before.current.at(-keys) : undefined) ?? amount;
  return { onKey, amountBefore };
}

/** The state of the counter page: what is typed, what is being done, which sheet is open. */
export function useCounterState({
  place,
  post,
}: NonNullable<ReturnType<typeof useWork>>): CounterState {
  const userId = useStore(sessionStore)?.user.id ?? '';
  const { storeId } = place;
  const { stage, stageId, go, keepCard } = useStage(storeId);
  const [amount, setAmount] = useTypedAmount(storeId);
  const [sheet, openSheet] = useState<SheetName | null>(null);
  const [reversing, setReversing] = useState<string | null>(null);
  const onPayCode = (typed: AmountText) => {
    setReversing(null);
    setAmount(typed);
  };
  const codes = useCodes({ storeId, stage, amount, go, openSheet, onPayCode });
  const clearAmount = () => setAmount('');
  const nextCustomer = () => {
    clearAmount();
    go({ is: 'till' });
  };
  const pressKey = (key: AmountKey) => {
    const next = stageForTyping(stage);
    if (!next || isSending(storeId)) return;
    if (next !== stage) go(next);
    setAmount((text) => pressAmountKey(text, key));
  };
  const isCovered = sheet !== null || reversing !== null;
  const { onKey, amountBefore } = useKeyboard({ amount, isCovered, pressKey });
  return {
    counter: {
      ...{ place, post, userId, stage, go, keepCard, nextCustomer },
      ...{ amount, pressKey, clearAmount, openSheet, reverse: setReversing },
      ...{ scan: codes.scan, takeCode: codes.take },
    },
    ...{ stageId, sheet, reversing, onKey },
    stopReversing: () => setReversing(null),
    onGun: (digits, leaked) => {
      if (!codes.take(digits, amountBefore(leaked))) codes.onStray();
    },
    onStray: codes.onStray,
  };
}
