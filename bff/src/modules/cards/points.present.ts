import type { Exchange, ExchangeOption, MyPoints } from '@merchant-coin/shared';
import type { Entry, WalletView } from '../coins';

/** A card's points, with the options that are open and what each of them lacks. */
export function presentPoints(
  { points, frozen }: Pick<WalletView, 'points' | 'frozen'>,
  options: readonly ExchangeOption[],
): MyPoints {
  const open = options.filter((option) => option.active);
  return {
    points,
    status: frozen ? 'frozen' : 'active',
    options: open.map(({ active: _active, ...option }) => ({
      ...option,
      missingPoints: Math.max(0, option.points - points),
    })),
  };
}

/** An exchange from its entry. */
export function presentExchange(entry: Entry): Exchange {
  const [lot] = entry.gives;
  return {
    id: entry._id,
    optionId: entry.refersTo ?? '',
    points: -entry.pointsDelta,
    bonusFen: lot?.amountFen ?? 0,
    expiresAt: lot?.expiresAt?.toISOString() ?? '',
    entrySeq: entry.seq,
    at: entry.at.toISOString(),
  };
}
