import type Router from '@koa/router';
import { api, type Refund } from '@merchant-coin/shared';
import { pageOfRows, seqOfCursor } from '../../../db/cursor';
import { AppError } from '../../../http/app-error';
import { mount } from '../../../http/mount';
import { cardById } from '../../cards';
import { presentBalanceAfter, rechargesOf, rechargeStories } from '../../coins';
import { cancelRefund, payOutRefund } from './end';
import { openRefund } from './open';
import { presentRechargeRow } from '../recharges.present';
import { askWechat } from '../pay-refunds/ask';
import { wechatWaysOf } from '../pay-refunds/ways';
import { type RefundRecord, refundRecordsOf } from './facts';
import { presentMyRefund, presentStaffRefunds } from './history.present';
import { ownRefund, rechargeToRefund, storyOf } from './look';
import { presentRefund, presentRefundViews } from './refunds.present';

export function refundRoutes(router: Router): void {
  readRoutes(router);
  writeRoutes(router);
}

function readRoutes(router: Router): void {
  mount(router, api.recharges.listCardRecharges, async ({ input, now }) => {
    const { merchantId, cardId, limit } = input;
    if (!(await cardById(merchantId, cardId))) throw new AppError('notFound');
    const beforeSeq = seqOfCursor(input.cursor);
    const rows = await rechargesOf({ merchantId, cardId }, { beforeSeq, limit: limit + 1 });
    const { items, nextCursor } = pageOfRows(rows, limit, (entry) => String(entry.seq));
    const stories = await rechargeStories(items, now);
    const ways = await wechatWaysOf(stories.flatMap(refundRecordsOf).map(({ hold }) => hold));
    return { items: stories.map((story) => presentRechargeRow(story, ways, now)), nextCursor };
  });

  mount(router, api.recharges.getRefundViews, async ({ input, actor, now }) => {
    const { recharge } = await rechargeToRefund(actor, input.rechargeId);
    return presentRefundViews(await storyOf(recharge, now), now);
  });

  mount(router, api.recharges.listRefunds, async ({ input, actor, now }) => {
    const { recharge } = await rechargeToRefund(actor, input.rechargeId);
    const records = refundRecordsOf(await storyOf(recharge, now));
    // A recharge has a handful of refunds: they always fit one page.
    return { items: await presentStaffRefunds(actor, records.reverse()), nextCursor: null };
  });

  mount(router, api.recharges.getMyRefund, async ({ input, actor }) => {
    return { refund: await presentMyRefund(await ownRefund(actor.userId, input)) };
  });
}

async function presentedRefund(record: RefundRecord): Promise<Refund> {
  const ways = await wechatWaysOf([record.hold]);
  return presentRefund(record, ways.get(record.hold._id));
}

function writeRoutes(router: Router): void {
  mount(
    router,
    api.recharges.openRefund,
    async ({ input, actor, now, requestKey, fingerprint }) => {
      const hold = await openRefund({ ...input, actor, now, requestKey, fingerprint });
      return {
        refund: await presentedRefund({ hold, end: null }),
        balance: presentBalanceAfter(hold),
      };
    },
  );

  mount(
    router,
    api.recharges.payOutRefund,
    async ({ input, actor, now, requestKey, fingerprint }) => {
      const ended = await payOutRefund({ ...input, actor, now, requestKey, fingerprint });
      return {
        refund: await presentedRefund(ended),
        balance: presentBalanceAfter(ended.end),
      };
    },
  );

  mount(
    router,
    api.recharges.cancelRefund,
    async ({ input, actor, now, requestKey, fingerprint }) => {
      const ended = await cancelRefund({ ...input, actor, now, requestKey, fingerprint });
      return {
        refund: await presentedRefund(ended),
        balance: presentBalanceAfter(ended.end),
      };
    },
  );

  mount(router, api.recharges.payRefundByWechat, async ({ input, actor, ...keyed }) => {
    const { refundId, storeId } = input;
    const record = await askWechat({ actor, refundId, storeId, ...keyed });
    return { refund: await presentedRefund(record) };
  });
}
