import type Router from '@koa/router';
import { api, type Payee } from '@merchant-coin/shared';
import { mount } from '../../../http/mount';
import { wechatConfig } from '../../../wechat/config';
import { currentPayeeOf, enterPayee } from './payees';
import type { PayeeDocument } from './payees.model';
import { testPayee } from './test-payee';

/** A payee without anything that opens its account. */
function presentPayee(payee: PayeeDocument): Payee {
  const { _id, mode, mchid, appid, serialNumber, platformPublicKeys, state, problem } = payee;
  return {
    id: _id,
    mode,
    mchid,
    appid,
    serialNumber,
    platformKeyIds: platformPublicKeys.map(({ id }) => id),
    state,
    problem,
    testedAt: payee.testedAt?.toISOString() ?? null,
    enteredAt: payee.enteredAt.toISOString(),
  };
}

export function payeeRoutes(router: Router): void {
  mount(router, api.payees.getPayee, async ({ input }) => {
    const payee = await currentPayeeOf(input.merchantId);
    const { appid: platformAppid, partner } = wechatConfig();
    return { payee: payee && presentPayee(payee), platformAppid, hasPartner: partner !== null };
  });

  mount(router, api.payees.enterPayee, async ({ input, now }) => ({
    payee: presentPayee(await enterPayee(input, now)),
  }));

  mount(router, api.payees.testPayee, async ({ input, now }) => ({
    payee: presentPayee(await testPayee(input.merchantId, now)),
  }));
}
