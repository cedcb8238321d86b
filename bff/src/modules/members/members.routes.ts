import type Router from '@koa/router';
import { api } from '@merchant-coin/shared';
import { mount } from '../../http/mount';
import { presentFace, searchDirectory, storesOf } from '../merchants';
import { membershipsAt } from './members.service';

export function memberRoutes(router: Router): void {
  mount(router, api.members.listMerchants, async ({ input, actor }) => {
    const { items, nextCursor } = await searchDirectory(input.query, input);
    const ids = items.map((merchant) => merchant._id);
    const [joined, stores] = await Promise.all([
      membershipsAt(actor.userId, ids),
      Promise.all(ids.map(storesOf)),
    ]);
    const rows = items.map((merchant, index) => ({
      ...presentFace(merchant),
      offer: merchant.offer,
      storeCount: stores[index]?.length ?? 0,
      joined: joined.has(merchant._id),
      cardId: joined.get(merchant._id)?.cardId ?? null,
    }));
    return { items: rows, nextCursor };
  });
}
