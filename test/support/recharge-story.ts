import type { RechargeStory } from '@merchant-coin/bff/modules/coins';
import { instantAfter } from '@merchant-coin/bff/modules/coins/ledger/append';
import { walletAt } from '@merchant-coin/bff/modules/coins/ledger/decide';
import { leftOf } from '@merchant-coin/bff/modules/coins/ledger/deciders/refund';
import type { Entry } from '@merchant-coin/bff/modules/coins/ledger/entry';
import type { Wallet } from '@merchant-coin/bff/modules/coins/ledger/wallet';

/** What the service looks up of a recharge, out of a history in memory. */
export function storyIn(
  wallet: Wallet,
  entries: readonly Entry[],
  recharge: Entry,
  now: Date,
): RechargeStory {
  const at = instantAfter(wallet, now);
  const released = walletAt(wallet, at);
  const moved = ({ takes, gives }: Entry) =>
    [...takes, ...gives].some(({ grantGroup }) => grantGroup === recharge._id);
  return {
    recharge,
    entries: entries.filter((entry) => entry.seq > recharge.seq && moved(entry)),
    left: leftOf(released, recharge._id, at),
    seq: wallet.version,
  };
}
