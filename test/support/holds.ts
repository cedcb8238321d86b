import { api, type Endpoint, type Hold, type Request } from '@merchant-coin/shared';
import type { CallOptions } from './client';
import type { Till } from './till';

type Fields<E extends Endpoint> = Partial<Request<E>>;

/** Holds at a till's counter, over HTTP. */
export class HoldsAt {
  constructor(readonly till: Till) {}

  private get as() {
    return this.till.clerk;
  }

  private get merchantId() {
    return this.till.merchant.merchantId;
  }

  /** Sets 20 yuan aside by a fresh code, unless the fields say otherwise. */
  async create(fields: Fields<typeof api.holds.createHold> = {}, options: CallOptions = {}) {
    const payCode = 'payCode' in fields ? '' : await this.till.code();
    const input = { ...this.till.place, payCode, listFen: 2_000, ...fields };
    return this.till.app.call(api.holds.createHold, input, { as: this.as, ...options });
  }

  /** A hold that has to go well; answers it. */
  async hold(fields: Fields<typeof api.holds.createHold> = {}): Promise<Hold> {
    const { body, problem } = await this.create(fields);
    if (problem) throw new Error(`no hold: ${problem.code}`);
    return body.hold;
  }

  list(fields: Fields<typeof api.holds.listHolds> = {}, options: CallOptions = {}) {
    const input = { ...this.till.place, ...fields };
    return this.till.app.call(api.holds.listHolds, input, { as: this.as, ...options });
  }

  get(holdId: string, options: CallOptions = {}) {
    const input = { merchantId: this.merchantId, holdId };
    return this.till.app.call(api.holds.getHold, input, { as: this.as, ...options });
  }

  capture(
    holdId: string,
    fields: Fields<typeof api.holds.captureHold> = {},
    options: CallOptions = {},
  ) {
    const input = { merchantId: this.merchantId, holdId, listFen: 1_500, ...fields };
    return this.till.app.call(api.holds.captureHold, input, { as: this.as, ...options });
  }

  release(
    holdId: string,
    fields: Fields<typeof api.holds.releaseHold> = {},
    options: CallOptions = {},
  ) {
    const input = { merchantId: this.merchantId, holdId, ...fields };
    return this.till.app.call(api.holds.releaseHold, input, { as: this.as, ...options });
  }
}
