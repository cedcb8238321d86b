import type Router from '@koa/router';
import { api } from '@merchant-coin/shared';
import { keyOfCursor, pageOfRows } from '../../db/cursor';
import { AppError } from '../../http/app-error';
import { mount } from '../../http/mount';
import { entriesOf, presentEntry } from '../coins';
import { membershipsOf } from '../members';
import { merchantById, storeNamesOf } from '../merchants';
import { cardTypesOf, defaultTypeOf } from './card-types';
import { presentCard, presentCardFace, presentCardType, presentMemberCard } from './cards.present';
import { cardById, cardByPhone, ownCard } from './cards.service';
import { joinMerchant } from './issue';
import { payCodeFor, showOn } from './pay-device';
import { registerMember } from './register';

export function cardRoutes(router: Router): void {
  ownCardRoutes(router);
  ownCardDetailRoutes(router);
  counterRoutes(router);
}

function ownCardRoutes(router: Router): void {
  mount(router, api.cards.joinMerchant, async ({ input, actor, now, status }) => {
    const { merchantId } = input;
    const { card, isNew } = await joinMerchant({ merchantId, userId: actor.userId }, now);
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
  mount(router, api.cards.getMyCard, async ({ input, actor, now }) => {
    const card = await ownCard(actor.userId, input.cardId);
    return presentCard(card, actor.deviceId, now);
  });

  mount(router, api.cards.listMyEntries, async ({ input, actor }) => {
    const { merchantId, _id: cardId } = await ownCard(actor.userId, input.cardId);
    const { limit } = input;
    const before = keyOfCursor(input.cursor);
    const beforeSeq = before === null ? undefined : seqFrom(before);
    const rows = await entriesOf({ merchantId, cardId }, { beforeSeq, limit: limit + 1 });
    const { items, nextCursor } = pageOfRows(rows, limit, (entry) => String(entry.seq));
    const storeNames = await storeNamesOf(merchantId);
    const shown = items.map((entry) =>
      presentEntry(entry, storeNames.get(entry.storeId ?? '') ?? null),
    );
    return { items: shown, nextCursor };
  });
}

function seqFrom(text: string): number {
  if (/^\d{1,15}$/.test(text)) return Number(text);
  throw new AppError('validationFailed', { issues: [{ path: 'cursor', message: 'is not ours' }] });
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

  mount(router, api.cards.registerMember, async ({ input, actor, now, status }) => {
    const { card, isNew } = await registerMember({ ...input, actor, now });
    if (!isNew) status(200);
    return { card: await presentMemberCard(card, now, actor) };
  });
}
