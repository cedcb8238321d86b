import type Router from '@koa/router';
import { api } from '@merchant-coin/shared';
import { mount } from '../../http/mount';
import { presentBalanceAfter } from '../coins';
import { rechargeCardRoutes } from './recharge-cards/recharge-cards.routes';
import { presentRecharge } from './recharges.present';
import { rechargeCard } from './recharges.service';

export function rechargeRoutes(router: Router): void {
  rechargeCardRoutes(router);

  mount(
    router,
    api.recharges.createRecharge,
    async ({ input, actor, now, requestKey, fingerprint }) => {
      const entry = await rechargeCard({ ...input, actor, now, requestKey, fingerprint });
      return { recharge: presentRecharge(entry), balance: presentBalanceAfter(entry) };
    },
  );
}
