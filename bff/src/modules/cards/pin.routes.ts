import type Router from '@koa/router';
import { api } from '@merchant-coin/shared';
import { mount } from '../../http/mount';
import { ownCard } from './cards.service';
import { pinStateOf, removePin, sendPinCode, setPin } from './pin';

/** A member's own PIN. */
export function pinRoutes(router: Router): void {
  mount(router, api.cards.getMyPin, async ({ input, actor, now }) => {
    const card = await ownCard(actor.userId, input.cardId);
    return { pin: await pinStateOf(card, now) };
  });

  mount(router, api.cards.requestPinCode, async ({ input, actor }) => {
    await sendPinCode(await ownCard(actor.userId, input.cardId));
  });

  mount(router, api.cards.setMyPin, async ({ input, actor, now }) => {
    const card = await ownCard(actor.userId, input.cardId);
    await setPin(card, input, now);
    return { pin: await pinStateOf(card, now) };
  });

  mount(router, api.cards.removeMyPin, async ({ input, actor, now }) => {
    const card = await ownCard(actor.userId, input.cardId);
    await removePin(card);
    return { pin: await pinStateOf(card, now) };
  });
}
