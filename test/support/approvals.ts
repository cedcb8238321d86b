import { api, type Redemption } from '@merchant-coin/shared';
import type { Site } from './app';
import type { CallOptions } from './client';
import { type Till } from './till';

/** What a member and a till say to each other about a redemption that waits. */
export class ApprovalsAt {
  constructor(readonly till: Till<Site>) {}

  /** A redemption that waits for the member. */
  async asked(fields: Parameters<Till['redeem']>[0] = {}): Promise<Redemption> {
    const { body, problem } = await this.till.redeem(fields);
    if (problem || body.redemption.status !== 'waiting') throw new Error('nothing waits');
    return body.redemption;
  }

  async list(options: CallOptions = {}) {
    const as = this.till.member;
    const { body } = await this.till.app.call(
      api.redemptions.listApprovals,
      {},
      { as, ...options },
    );
    return body.items;
  }

  approve(redemptionId: string, options: CallOptions = {}) {
    const { cardId } = this.till.member;
    const input = { cardId, redemptionId };
    return this.till.app.call(api.redemptions.approveRedemption, input, {
      as: this.till.member,
      ...options,
    });
  }

  refuse(redemptionId: string, options: CallOptions = {}) {
    const { cardId } = this.till.member;
    const input = { cardId, redemptionId };
    return this.till.app.call(api.redemptions.refuseRedemption, input, {
      as: this.till.member,
      ...options,
    });
  }

  cancel(redemptionId: string, options: CallOptions = {}) {
    const { merchantId } = this.till.merchant;
    const input = { merchantId, redemptionId };
    return this.till.app.call(api.redemptions.cancelRedemption, input, {
      as: this.till.clerk,
      ...options,
    });
  }

  limitMerchant(limitFen: number | null, options: CallOptions = {}) {
    const { merchantId, owner } = this.till.merchant;
    const input = { merchantId, limitFen };
    return this.till.app.call(api.redemptions.setApprovalLimit, input, { as: owner, ...options });
  }

  limitCard(limitFen: number | null, options: CallOptions = {}) {
    const { cardId } = this.till.member;
    const input = { cardId, limitFen };
    return this.till.app.call(api.redemptions.setMyApprovalLimit, input, {
      as: this.till.member,
      ...options,
    });
  }
}
