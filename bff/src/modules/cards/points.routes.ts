import type Router from '@koa/router';
import { api } from '@merchant-coin/shared';
import { mount } from '../../http/mount';
import { presentBalanceAfter, walletOf } from '../coins';
import { exchangePoints } from './exchange';
import { exchangeTableOf, setExchangeTable } from './exchange-table';
import { ownCard } from './cards.service';
import { entryPage } from './entry-page';
import { presentExchange, presentPoints } from './points.present';

export function pointsRoutes(router: Router): void {
  tableRoutes(router);
  ownPointsRoutes(router);
}

function tableRoutes(router: Router): void {
  mount(router, api.cards.getExchangeTable, ({ input }) => exchangeTableOf(input.merchantId));

  mount(router, api.cards.setExchangeTable, ({ input, actor, now }) =>
    setExchangeTable({ ...input, staffId: actor.staffId }, now),
  );
}

function ownPointsRoutes(router: Router): void {
  mount(router, api.cards.getMyPoints, async ({ input, actor, now }) => {
    const { merchantId, _id: cardId } = await ownCard(actor.userId, input.cardId);
    const [wallet, table] = await Promise.all([
      walletOf({ merchantId, cardId }, now),
      exchangeTableOf(merchantId),
    ]);
    return presentPoints(wallet, table.options);
  });

  mount(router, api.cards.listMyPointsEntries, async ({ input, actor }) => {
    const card = await ownCard(actor.userId, input.cardId);
    return entryPage(card, { ...input, pointsOnly: true });
  });

  mount(
    router,
    api.cards.exchangePoints,
    async ({ input, actor, now, requestKey, fingerprint }) => {
      const card = await ownCard(actor.userId, input.cardId);
      const { optionId, times } = input;
      const entry = await exchangePoints({ card, optionId, times, requestKey, fingerprint, now });
      const { points } = entry.after;
      return { exchange: presentExchange(entry), points, balance: presentBalanceAfter(entry) };
    },
  );
}
