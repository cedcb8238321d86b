import type Router from '@koa/router';
import { api } from '@merchant-coin/shared';
import { mount } from '../../http/mount';
import { presentBalanceAfter } from '../coins';
import { cardOfMerchant, ownCard } from './cards.service';
import { presentCorrection, presentFreezeDone, presentReplacement } from './care.present';
import { correctCard } from './correct';
import { freezeAtCounter, freezeOwnCard, unfreezeAtCounter, unfreezeOwnCard } from './freeze';
import { replaceAtCounter, replaceOwnCard } from './replace';

/** Freezing, replacing and putting right. */
export function cardCareRoutes(router: Router): void {
  ownCareRoutes(router);
  staffCareRoutes(router);
}

function ownCareRoutes(router: Router): void {
  mount(router, api.cards.freezeMyCard, async ({ input, actor, ...keyed }) => {
    const card = await ownCard(actor.userId, input.cardId);
    return { done: presentFreezeDone(await freezeOwnCard(card, keyed)) };
  });

  mount(router, api.cards.unfreezeMyCard, async ({ input, actor, ...keyed }) => {
    const card = await ownCard(actor.userId, input.cardId);
    return { done: presentFreezeDone(await unfreezeOwnCard(card, keyed)) };
  });

  mount(router, api.cards.replaceMyCard, async ({ input, actor, ...keyed }) => {
    const card = await ownCard(actor.userId, input.cardId);
    return { replacement: presentReplacement(await replaceOwnCard(card, actor, keyed)) };
  });
}

function staffCareRoutes(router: Router): void {
  mount(router, api.cards.freezeCard, async ({ input, actor, ...keyed }) => {
    const card = await cardOfMerchant(input.merchantId, input.cardId);
    const { reason } = input;
    return { done: presentFreezeDone(await freezeAtCounter({ actor, card, reason, ...keyed })) };
  });

  mount(router, api.cards.unfreezeCard, async ({ input, actor, ...keyed }) => {
    const card = await cardOfMerchant(input.merchantId, input.cardId);
    const { reason } = input;
    return { done: presentFreezeDone(await unfreezeAtCounter({ actor, card, reason, ...keyed })) };
  });

  mount(router, api.cards.replaceCard, async ({ input, actor, ...keyed }) => {
    const card = await cardOfMerchant(input.merchantId, input.cardId);
    const { phone, smsCode, reason } = input;
    const request = { actor, card, phone, smsCode, reason, ...keyed };
    return { replacement: presentReplacement(await replaceAtCounter(request)) };
  });

  mount(router, api.cards.correctCard, async ({ input, actor, ...keyed }) => {
    const card = await cardOfMerchant(input.merchantId, input.cardId);
    const { kind, deltaFen, deltaPoints, expiresAt, reason } = input;
    const entry = await correctCard({
      actor,
      card,
      correction: { kind, delta: deltaFen ?? deltaPoints ?? 0 },
      expiresAt: expiresAt === undefined ? null : new Date(expiresAt),
      reason,
      ...keyed,
    });
    const balance = presentBalanceAfter(entry);
    return { correction: presentCorrection(entry), balance, points: entry.after.points };
  });
}
