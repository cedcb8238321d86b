import type Router from '@koa/router';
import { api } from '@merchant-coin/shared';
import { mount } from '../../http/mount';
import { ownCard, setApprovalLimitOf } from '../cards';
import { type Entry, presentBalanceAfter } from '../coins';
import { setApprovalLimit, spendRulesOf } from '../merchants';
import { approveRedemption, cancelRedemption, refuseRedemption, waitingFor } from './approvals';
import { presentApproval } from './approvals.present';
import { redemptionById } from './find';
import { presentFound } from './redemptions.present';

export function approvalRoutes(router: Router): void {
  answerRoutes(router);
  limitRoutes(router);
}

function answerRoutes(router: Router): void {
  mount(router, api.redemptions.listApprovals, async ({ actor, now }) => {
    const holds = await waitingFor(actor.userId, now);
    return { items: await Promise.all(holds.map(presentApproval)) };
  });

  mount(router, api.redemptions.approveRedemption, async ({ input, actor, now, ...keyed }) => {
    const entry = await approveRedemption({ ...input, userId: actor.userId, now, ...keyed });
    return presentAnswered(entry, input.redemptionId, now);
  });

  mount(router, api.redemptions.refuseRedemption, async ({ input, actor, now, ...keyed }) => {
    const entry = await refuseRedemption({ ...input, userId: actor.userId, now, ...keyed });
    return presentAnswered(entry, input.redemptionId, now);
  });

  mount(router, api.redemptions.cancelRedemption, async ({ input, actor, now, ...keyed }) => {
    const { redemptionId } = input;
    const entry = await cancelRedemption({ actor, redemptionId, now, ...keyed });
    return presentAnswered(entry, redemptionId, now);
  });
}

/** A redemption as its answer left it, and the balance right after. */
async function presentAnswered(answer: Entry, redemptionId: string, now: Date) {
  const found = await redemptionById(answer.merchantId, redemptionId);
  return { redemption: await presentFound(found, now), balance: presentBalanceAfter(answer) };
}

function limitRoutes(router: Router): void {
  mount(router, api.redemptions.getApprovalLimit, async ({ input }) => {
    const { approvalLimitFen: limitFen } = await spendRulesOf(input.merchantId);
    return { limitFen };
  });

  mount(router, api.redemptions.setApprovalLimit, async ({ input }) => {
    const { merchantId, limitFen } = input;
    await setApprovalLimit(merchantId, limitFen);
    return { limitFen };
  });

  mount(router, api.redemptions.setMyApprovalLimit, async ({ input, actor }) => {
    const { cardId, limitFen } = input;
    await setApprovalLimitOf(await ownCard(actor.userId, cardId), limitFen);
    return { limitFen };
  });
}
