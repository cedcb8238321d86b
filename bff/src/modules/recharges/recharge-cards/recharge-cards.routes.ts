import type Router from '@koa/router';
import { api } from '@merchant-coin/shared';
import { mount } from '../../../http/mount';
import { presentBalanceAfter } from '../../coins';
import { storeNamesOf } from '../../merchants';
import { presentRecharge } from '../recharges.present';
import { batchById, batchesOf, cardsOfBatch, countsOf, namedRechargeCard } from './find';
import { loadRechargeCard, previewRechargeCard } from './load';
import { makeBatch } from './make-batch';
import type { RechargeCardBatchDocument, RechargeCardDocument } from './recharge-cards.model';
import {
  presentBatch,
  presentNewBatch,
  presentRechargeCard,
  presentSale,
} from './recharge-cards.present';
import { sellRechargeCard } from './sell';
import { voidRechargeCard, voidUnsold } from './void';

export function rechargeCardRoutes(router: Router): void {
  batchRoutes(router);
  voidRoutes(router);
  counterRoutes(router);
  holderRoutes(router);
}

async function shownBatch(batch: RechargeCardBatchDocument) {
  const { merchantId, _id: batchId } = batch;
  return { batch: presentBatch(batch, await countsOf(merchantId, [batchId])) };
}

async function shownCard(card: RechargeCardDocument) {
  return { card: presentRechargeCard(card, await storeNamesOf(card.merchantId)) };
}

function batchRoutes(router: Router): void {
  mount(
    router,
    api.rechargeCards.createRechargeCardBatch,
    async ({ input, actor, now, requestKey, fingerprint }) => {
      const { amountFen, count } = input;
      const request = { actor, amountFen, count, requestKey, fingerprint, now };
      const { batch, cards } = await makeBatch(request);
      return { batch: presentNewBatch(batch), cards };
    },
  );

  mount(router, api.rechargeCards.listRechargeCardBatches, async ({ input }) => {
    const { merchantId } = input;
    const { items, nextCursor } = await batchesOf(merchantId, input);
    const ids = items.map((batch) => batch._id);
    const counts = await countsOf(merchantId, ids);
    return { items: items.map((batch) => presentBatch(batch, counts)), nextCursor };
  });

  mount(router, api.rechargeCards.getRechargeCardBatch, async ({ input }) =>
    shownBatch(await batchById(input.merchantId, input.batchId)),
  );

  mount(router, api.rechargeCards.listRechargeCards, async ({ input }) => {
    const { items, nextCursor } = await cardsOfBatch(input, input);
    const names = await storeNamesOf(input.merchantId);
    return { items: items.map((card) => presentRechargeCard(card, names)), nextCursor };
  });
}

function voidRoutes(router: Router): void {
  mount(router, api.rechargeCards.voidRechargeCardBatch, async ({ input, actor, now }) => {
    const { batchId, reason } = input;
    return shownBatch(await voidUnsold(batchId, { actor, reason, now }));
  });

  mount(router, api.rechargeCards.voidRechargeCard, async ({ input, actor, now }) => {
    const { rechargeCardId, reason } = input;
    return shownCard(await voidRechargeCard(rechargeCardId, { actor, reason, now }));
  });
}

function counterRoutes(router: Router): void {
  mount(router, api.rechargeCards.findRechargeCard, async ({ input }) =>
    shownCard(await namedRechargeCard(input.merchantId, input)),
  );

  mount(
    router,
    api.rechargeCards.sellRechargeCard,
    async ({ input, actor, now, requestKey, fingerprint }) => {
      const sold = await sellRechargeCard({ ...input, actor, now, requestKey, fingerprint });
      return { sale: presentSale(sold) };
    },
  );
}

function holderRoutes(router: Router): void {
  mount(router, api.rechargeCards.previewRechargeCard, async ({ input, actor, now }) => {
    const { userId } = actor;
    const { bonusExpiresAt, ...preview } = await previewRechargeCard({ ...input, userId, now });
    return { ...preview, bonusExpiresAt: bonusExpiresAt?.toISOString() ?? null };
  });

  mount(
    router,
    api.rechargeCards.loadRechargeCard,
    async ({ input, actor, now, requestKey, fingerprint }) => {
      const { userId } = actor;
      const entry = await loadRechargeCard({ ...input, userId, now, requestKey, fingerprint });
      return { recharge: presentRecharge(entry), balance: presentBalanceAfter(entry) };
    },
  );
}
