import type Router from '@koa/router';
import { api } from '@merchant-coin/shared';
import { AppError } from '../../http/app-error';
import { mount } from '../../http/mount';
import { membershipsOf } from '../members';
import { appCodeFor, merchantById } from '../merchants';
import { cardTypesOf, defaultTypeOf } from './card-types';
import { presentCard, presentCardFace, presentCardType, presentMemberCard } from './cards.present';
import { cardById, cardByPhone, cardOfMerchant, ownCard } from './cards.service';
import { joinMerchant } from './issue';
import { entryPage } from './entry-page';
import { payCodeFor, showOn } from './pay-device';
import { pinRoutes } from './pin.routes';
import { pointsRoutes } from './points.routes';
import { registerMember } from './register';

export function cardRoutes(router: Router): void {
  ownCardRoutes(router);
  ownCardDetailRoutes(router);
  pointsRoutes(router);
  pinRoutes(router);
  counterRoutes(router);
}

function ownCardRoutes(router: Router): void {
  mount(router, api.cards.joinMerchant, async ({ input, actor, now, status }) => {
    const { card, isNew } = await joinMerchant({ ...input, userId: actor.userId }, now);
    if (!isNew) status(200);
    return { card: await presentCard(card, actor.deviceId, now) };
  });

  mount(router, api.cards.listMyCards, async ({ input, actor, now }) => {
    const { items, nextCursor } = await membershipsOf(actor.userId, input);
    const cards = await Promise.all(items.map((each) => cardById(each.merchantId, each.cardId)));
    const faces = cards.flatMap((card) => (card ? [presentCardFace(card, now)] : []));
    return { items: await Promise.all(faces), nextCursor };
  });

  mount(router, api.cards.getPayCode, async ({ input, actor, now }) => {
    const card = await ownCard(actor.userId, input.cardId);
    const { deviceId } = actor;
    const shown = await showOn(card, { deviceId, takeOver: input.takeOver }, now);
    return payCodeFor(shown, now);
  });
}

function ownCardDetailRoutes(router: Router): void {
  mount(router, api.cards.getMyAppCode, async ({ input, actor, now }) => {
    const { merchantId, _id: cardId } = await ownCard(actor.userId, input.cardId);
    return appCodeFor({ merchantId, storeId: null, cardId }, now);
  });

  mount(router, api.cards.getMyCard, async ({ input, actor, now }) => {
    const card = await ownCard(actor.userId, input.cardId);
    return presentCard(card, actor.deviceId, now);
  });

  mount(router, api.cards.listMyEntries, async ({ input, actor }) => {
    const card = await ownCard(actor.userId, input.cardId);
    return entryPage(card, input);
  });
}

function counterRoutes(router: Router): void {
  mount(router, api.cards.listCardTypes, async ({ input }) => {
    const merchant = await merchantById(input.merchantId);
    if (!merchant) throw new AppError('notFound');
    await defaultTypeOf(merchant._id);
    // A merchant has a handful of types: they always fit one page.
    const types = await cardTypesOf(merchant._id);
    return { items: types.map(presentCardType), nextCursor: null };
  });

  mount(router, api.cards.findMembers, async ({ input, actor, now }) => {
    const card = await cardByPhone(input.merchantId, input.phone);
    return { items: card ? [await presentMemberCard(card, now, actor)] : [], nextCursor: null };
  });

  mount(router, api.cards.getMemberCard, async ({ input, actor, now }) => {
    const card = await cardOfMerchant(input.merchantId, input.cardId);
    return { card: await presentMemberCard(card, now, actor) };
  });

  mount(router, api.cards.registerMember, async ({ input, actor, now, status }) => {
    const { card, isNew } = await registerMember({ ...input, actor, now });
    if (!isNew) status(200);
    return { card: await presentMemberCard(card, now, actor) };
  });
}
