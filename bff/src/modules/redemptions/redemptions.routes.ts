import type Router from '@koa/router';
import { api } from '@merchant-coin/shared';
import { AppError } from '../../http/app-error';
import { mount } from '../../http/mount';
import { presentMemberCard } from '../cards';
import { entryById, presentBalanceAfter, reversalsOf } from '../coins';
import { storeServedBy } from '../merchants';
import { previewRedemption } from './preview';
import { redeemCoins } from './redeem';
import { presentRedemption, presentReversal } from './redemptions.present';
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

  mount(router, api.redemptions.getRedemption, async ({ input, actor }) => {
    const entry = await entryById(input.merchantId, input.redemptionId);
    if (entry?.type !== 'redeem') throw new AppError('notFound');
    await storeServedBy(actor, entry.storeId);
    return { redemption: presentRedemption(entry, await reversalsOf(entry)) };
  });

  mount(
    router,
    api.redemptions.reverseRedemption,
    async ({ input, actor, now, requestKey, fingerprint }) => {
      const entry = await reverseRedemption({ ...input, actor, now, requestKey, fingerprint });
      return { reversal: presentReversal(entry), balance: presentBalanceAfter(entry) };
    },
  );
}
