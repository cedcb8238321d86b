import type Router from '@koa/router';
import { api } from '@merchant-coin/shared';
import { mount } from '../../http/mount';
import { presentBalanceAfter } from '../coins';
import { counterHold } from './find';
import { captureHold, holdCoins, holdServedBy, openHoldsOf, releaseHold } from './holds';
import { presentHold, presentHolds } from './holds.present';
import { presentRedemption } from './redemptions.present';

export function holdRoutes(router: Router): void {
  mount(router, api.holds.createHold, async ({ input, actor, now, requestKey, fingerprint }) => {
    const entry = await holdCoins({ ...input, actor, now, requestKey, fingerprint });
    // A replay tells how the hold stands by now (DESIGN section 15).
    const record = await counterHold(input.merchantId, entry._id);
    return { hold: await presentHold(record, now), balance: presentBalanceAfter(entry) };
  });

  mount(router, api.holds.listHolds, async ({ input, actor, now }) => {
    const { items, nextCursor } = await openHoldsOf({ ...input, actor, now });
    const open = items.map((hold) => ({ hold, end: null }));
    return { items: await presentHolds(open, now), nextCursor };
  });

  mount(router, api.holds.getHold, async ({ input, actor, now }) => {
    return { hold: await presentHold(await holdServedBy(actor, input.holdId), now) };
  });

  mount(router, api.holds.captureHold, async ({ input, actor, now, requestKey, fingerprint }) => {
    const ended = await captureHold({ ...input, actor, now, requestKey, fingerprint });
    return { redemption: presentRedemption(ended.end), hold: await presentHold(ended, now) };
  });

  mount(router, api.holds.releaseHold, async ({ input, actor, now, requestKey, fingerprint }) => {
    const ended = await releaseHold({ ...input, actor, now, requestKey, fingerprint });
    return { hold: await presentHold(ended, now), balance: presentBalanceAfter(ended.end) };
  });
}
