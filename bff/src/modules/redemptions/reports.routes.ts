import type Router from '@koa/router';
import { api } from '@merchant-coin/shared';
import { mount } from '../../http/mount';
import { ownCard } from '../cards';
import { reportRedemption, reportsFor } from './reports';
import { presentReport } from './reports.present';

/** What members report of payments that they did not want. */
export function reportRoutes(router: Router): void {
  mount(router, api.redemptions.reportRedemption, async ({ input, actor, now, status }) => {
    const card = await ownCard(actor.userId, input.cardId);
    const { redemptionId, reason } = input;
    const { report, isNew } = await reportRedemption({ card, redemptionId, reason, now });
    if (!isNew) status(200);
    return { reportedAt: report.reportedAt.toISOString() };
  });

  mount(router, api.redemptions.listReports, async ({ input, actor }) => {
    const { items, nextCursor } = await reportsFor({ ...input, actor });
    return { items: await Promise.all(items.map(presentReport)), nextCursor };
  });
}
