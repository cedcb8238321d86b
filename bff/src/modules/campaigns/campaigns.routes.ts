import type Router from '@koa/router';
import { api } from '@merchant-coin/shared';
import { AppError } from '../../http/app-error';
import { mount } from '../../http/mount';
import { merchantById } from '../merchants';
import { rechargeOffers } from './campaigns.service';

export function campaignRoutes(router: Router): void {
  mount(router, api.campaigns.listRechargeOffers, async ({ input, now }) => {
    if (!(await merchantById(input.merchantId))) throw new AppError('notFound');
    // A campaign has a handful of steps: they always fit one page.
    return { items: await rechargeOffers(input.merchantId, now), nextCursor: null };
  });
}
