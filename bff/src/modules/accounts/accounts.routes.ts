import type Router from '@koa/router';
import { api } from '@merchant-coin/shared';
import { AppError } from '../../http/app-error';
import { mount } from '../../http/mount';
import type { UserDocument } from './accounts.model';
import { presentPost, presentUser } from './accounts.present';
import { messageConsentsOf, recordMessageConsents } from './message-consents';
import { attachWechatPhone, signInBySms, signInByWechat, signOut } from './sign-in';
import { sendCode } from './sms-codes';
import { postsOf } from './staff';
import { storesOfOwner } from './store-lister';
import { nameUser, userById } from './users';

async function presented(user: UserDocument) {
  const posts = await postsOf(user._id);
  const stores = await Promise.all(posts.map((post) => storesOfOwner(post)));
  return presentUser(
    user,
    posts.map((post, index) => presentPost(post, stores[index] ?? [])),
  );
}

async function me(userId: string) {
  const user = await userById(userId);
  // The account gave way to another one: this session is of nobody.
  if (!user) throw new AppError('unauthenticated');
  return presented(user);
}

export function accountRoutes(router: Router): void {
  mount(router, api.accounts.requestSmsCode, ({ input }) => sendCode(input));

  mount(router, api.accounts.verifySmsCode, async ({ input, session, now }) => {
    const { token, user } = await signInBySms({ ...input, session }, now);
    return { token, user: await presented(user) };
  });

  mount(router, api.accounts.signInWithWechat, async ({ input, session, now }) => {
    const { token, user } = await signInByWechat({ ...input, session }, now);
    return { token, user: await presented(user), needsPhone: user.phoneIndex === undefined };
  });

  mount(router, api.accounts.attachWechatPhone, async ({ input, actor, now }) => {
    const user = await attachWechatPhone(actor, input, now);
    return { user: await presented(user) };
  });

  mount(router, api.accounts.getMe, ({ actor }) => me(actor.userId));

  mount(router, api.accounts.updateMe, async ({ input, actor }) => {
    await nameUser(actor.userId, input.name);
    return me(actor.userId);
  });

  mount(router, api.accounts.listMessageConsents, async ({ actor }) => ({
    items: await messageConsentsOf(actor.userId),
  }));

  mount(router, api.accounts.recordMessageConsents, async ({ input, actor }) => {
    await recordMessageConsents(actor.userId, input.results);
    return { items: await messageConsentsOf(actor.userId) };
  });

  mount(router, api.accounts.signOut, ({ input, actor }) => signOut(actor, input));
}
