import { onSessionEnd } from '@/lib/session';
import { createStore, useStore, type Store } from '@/lib/store';
import type { AmountText } from './amount';

/** What is typed, by store: it is still there when the clerk comes back from another page. */
const typedAt = new Map<string, Store<AmountText>>();
onSessionEnd(() => typedAt.clear());

function typedStore(storeId: string): Store<AmountText> {
  const known = typedAt.get(storeId) ?? createStore<AmountText>('');
  typedAt.set(storeId, known);
  return known;
}

type Change = AmountText | ((before: AmountText) => AmountText);

/** The sum that is typed at a store; a charge that is settled clears it, whatever page shows by then. */
export function useTypedAmount(storeId: string) {
  const store = typedStore(storeId);
  const amount = useStore(store);
  const setAmount = (to: Change) => store.set(typeof to === 'function' ? to(store.get()) : to);
  return [amount, setAmount] as const;
}
