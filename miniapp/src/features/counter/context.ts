import type { MemberCard, StaffPost } from '@merchant-coin/shared';
import { createContext, useContext } from 'react';
import type { WorkPlace } from '@/lib/work';
import type { AmountKey, AmountText } from './amount';
import type { SheetName, Stage } from './stage';

/** What every part of the counter needs to know and may do. */
export interface Counter {
  place: WorkPlace;
  post: StaffPost;
  userId: string;
  stage: Stage;
  go: (stage: Stage) => void;
  /** The member who was looked up is known by now. */
  keepCard: (card: MemberCard) => void;
  /** Back to the keypad with nothing typed. */
  nextCustomer: () => void;
  amount: AmountText;
  pressKey: (key: AmountKey) => void;
  clearAmount: () => void;
  openSheet: (sheet: SheetName | null) => void;
  /** Opens WeChat's scanner or the browser's camera. */
  scan: () => void;
  /** A code was read or typed; false when it is not a member's pay code. */
  takeCode: (text: string) => boolean;
  /** Asks for the reason and the sum of a reversal. */
  reverse: (slipKey: string) => void;
}

export const CounterContext = createContext<Counter | null>(null);

export function useCounter(): Counter {
  const counter = useContext(CounterContext);
  if (!counter) throw new Error('useCounter outside the counter page');
  return counter;
}
