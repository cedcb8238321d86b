import { call, type CallOutput } from '@/lib/client';
import { asApiError } from '@/lib/errors';
import { isKeptAct, sendKeptAct } from '@/lib/keptActs';

export type Preview = CallOutput<'rechargeCards.previewRechargeCard'>;
export type Loaded = CallOutput<'rechargeCards.loadRechargeCard'>;

/** A recharge card's code, and the member's card that it is meant for. */
interface Wish {
  cardId: string;
  code: string;
}

const nameOf = ({ cardId, code }: Wish) => `load ${cardId} ${code}`;

/** One code is one act: asked again after a lost answer, it is the same request. */
export function loadOnto(wish: Wish, wanted: () => boolean): Promise<Loaded> {
  return sendKeptAct(
    nameOf(wish),
    (options) => call('rechargeCards.loadRechargeCard', wish, options),
    wanted,
  );
}

function isAlreadyLoaded(cause: unknown): boolean {
  const { code, details } = asApiError(cause);
  return code === 'conflict' && details.reason === 'alreadyLoaded';
}

/** What a code would bring; or its load, where that was asked for before and has been done since. */
export async function lookAt(
  wish: Wish,
  wanted: () => boolean,
): Promise<{ preview: Preview } | { loaded: Loaded }> {
  try {
    return { preview: await call('rechargeCards.previewRechargeCard', wish) };
  } catch (cause) {
    if (!isAlreadyLoaded(cause) || !isKeptAct(nameOf(wish))) throw cause;
    return { loaded: await loadOnto(wish, wanted) };
  }
}
