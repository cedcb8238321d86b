import type Router from '@koa/router';
import { api } from '@merchant-coin/shared';
import { mount } from '../../http/mount';
import { presentMemberCard } from '../cards';
import { presentBalanceAfter, reversalsOf } from '../coins';
import { storeServedBy } from '../merchants';
import { redemptionById } from './find';
import { previewRedemption } from './preview';
import { redeemCoins } from './redeem';
import { presentHeldRedemption, presentRedemption, presentReversal } from './redemptions.present';
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
    return { redemption: presentRedemption(entry) };
  });

  mount(router, api.redemptions.getRedemption, async ({ input, actor, now }) => {
    const found = await redemptionById(input.merchantId, input.redemptionId);
    if ('held' in found) {
      await storeServedBy(actor, found.held.hold.storeId);
      return { redemption: presentHeldRedemption(found.held, now) };
    }
    await storeServedBy(actor, found.taking.storeId);
    return { redemption: presentRedemption(found.taking, await reversalsOf(found.taking)) };
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
