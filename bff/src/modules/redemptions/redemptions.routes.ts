import type Router from '@koa/router';
import { api } from '@merchant-coin/shared';
import { mount } from '../../http/mount';
import { presentMemberCard } from '../cards';
import { presentBalanceAfter } from '../coins';
import { storeServedBy } from '../merchants';
import { redemptionById } from './find';
import { previewRedemption } from './preview';
import { redeemCoins } from './redeem';
import { presentFound, presentRedemption, presentReversal } from './redemptions.present';
import { reverseRedemption } from './reverse';

export function redemptionRoutes(router: Router): void {
  mount(router, api.redemptions.previewRedemption, async ({ input, actor, now }) => {
    const preview = await previewRedemption({ ...input, actor, now });
    const { card, wallet, ...figures } = preview;
    return {
      ...figures,
      card: await presentMemberCard(card, now, actor),
      listFen: input.listFen,
      balance: wallet.balance,
    };
  });

  mount(router, api.redemptions.redeem, async ({ input, actor, now, requestKey, fingerprint }) => {
    const entry = await redeemCoins({ ...input, actor, now, requestKey, fingerprint });
    if (entry.type === 'redeem') return { redemption: presentRedemption(entry) };
    const found = await redemptionById(input.merchantId, entry._id);
    return { redemption: await presentFound(found, now) };
  });

  mount(router, api.redemptions.getRedemption, async ({ input, actor, now }) => {
    const found = await redemptionById(input.merchantId, input.redemptionId);
    const { storeId } = 'held' in found ? found.held.hold : found.taking;
    await storeServedBy(actor, storeId);
    return { redemption: await presentFound(found, now) };
  });

  mount(
    router,
    api.redemptions.reverseRedemption,
    async ({ input, actor, now, requestKey, fingerprint }) => {
      const reversed = await reverseRedemption({ ...input, actor, now, requestKey, fingerprint });
      const { reversal, taking } = reversed;
      return {
        reversal: presentReversal(reversal, taking),
        balance: presentBalanceAfter(reversal),
      };
    },
  );
}
