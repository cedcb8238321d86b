import type Router from '@koa/router';
import { api } from '@merchant-coin/shared';
import { AppError } from '../../http/app-error';
import { mount } from '../../http/mount';
import { endStaff, staffAt, staffById, staffOfMerchant, usersById } from '../accounts';
import { assertMaySee, assertNotSelf } from './merchants.policy';
import { presentMerchant, presentStaff, presentStore } from './merchants.present';
import {
  addStore,
  approveMerchant,
  merchantById,
  merchantsToApprove,
  openMerchant,
  storesOf,
  storeServedBy,
} from './merchants.service';
import { principalCapsOf, setPrincipalCaps } from './principal-caps';
import { appCodeFor, sceneOf } from './scenes';
import { inviteStaff } from './staff';

export function merchantRoutes(router: Router): void {
  directoryRoutes(router);
  storeRoutes(router);
  staffRoutes(router);
  capRoutes(router);
  sceneRoutes(router);
}

function directoryRoutes(router: Router): void {
  mount(router, api.merchants.getMerchant, async ({ input, session }) => {
    const merchant = await merchantById(input.merchantId);
    const post = session && (await staffAt(session.userId, input.merchantId));
    assertMaySee(merchant, session, post !== null);
    return presentMerchant(merchant, await storesOf(merchant._id));
  });

  mount(router, api.merchants.openMerchant, async ({ input, actor, now }) => {
    const merchant = await openMerchant(actor.userId, input, now);
    return presentMerchant(merchant, await storesOf(merchant._id));
  });

  mount(router, api.merchants.listMerchantsToApprove, async ({ input }) => {
    const { items, nextCursor } = await merchantsToApprove(input);
    const stores = await Promise.all(items.map((merchant) => storesOf(merchant._id)));
    return { items: items.map((m, index) => presentMerchant(m, stores[index] ?? [])), nextCursor };
  });

  mount(router, api.merchants.approveMerchant, async ({ input }) => {
    const merchant = await approveMerchant(input.merchantId);
    return presentMerchant(merchant, await storesOf(merchant._id));
  });
}

function storeRoutes(router: Router): void {
  mount(router, api.merchants.addStore, async ({ input, now }) =>
    presentStore(await addStore(input, now)),
  );
}

function sceneRoutes(router: Router): void {
  mount(router, api.merchants.getScene, async ({ input }) => {
    const { merchantId, storeId } = await sceneOf(input.scene);
    return { merchantId, storeId };
  });

  mount(router, api.merchants.getStoreAppCode, async ({ input, actor, now }) => {
    const { merchantId, _id: storeId } = await storeServedBy(actor, input.storeId);
    return appCodeFor({ merchantId, storeId, cardId: null }, now);
  });
}

function capRoutes(router: Router): void {
  mount(router, api.merchants.getPrincipalCaps, ({ input }) => principalCapsOf(input.merchantId));

  mount(router, api.merchants.setPrincipalCaps, ({ input }) => {
    const { merchantId, identifiedFen, otherwiseFen } = input;
    return setPrincipalCaps(merchantId, { identifiedFen, otherwiseFen });
  });
}

function staffRoutes(router: Router): void {
  mount(router, api.merchants.listStaff, async ({ input }) => {
    const { items, nextCursor } = await staffOfMerchant(input.merchantId, input);
    const users = await usersById(items.map((staff) => staff.userId));
    return { items: items.map((s) => presentStaff(s, users.get(s.userId))), nextCursor };
  });

  mount(router, api.merchants.inviteStaff, async ({ input, actor, now }) => {
    const { staff, user } = await inviteStaff(actor, input, now);
    return presentStaff(staff, user);
  });

  mount(router, api.merchants.endStaff, async ({ input, actor, now }) => {
    const staff = await staffById(input.merchantId, input.staffId);
    if (!staff) throw new AppError('notFound');
    assertNotSelf(actor, staff.userId);
    await endStaff(input.merchantId, input.staffId, now);
  });
}
