import type { User } from '@merchant-coin/shared';
import { call } from './client';
import { loginCode } from './loginCode';
import { IS_WEAPP, SINGLE_PAGE_SCENE } from './platform';
import { deviceId, hasSignedOut, sessionStore, startSession, updateUser } from './session';
import { createStore } from './store';

/** Pages wait so long for WeChat to say who is there before they lead to the sign-in page. */
const PATIENCE_MS = 3_000;

/** True while the app that has just been launched finds out by itself who is there. */
export const recognizing = createStore(false);

let underWay: Promise<User> | undefined;

async function ask(): Promise<User> {
  const code = await loginCode();
  const { token, user } = await call('accounts.signInWithWechat', { code, deviceId: deviceId() });
  const current = sessionStore.get();
  if (!current) startSession({ token, user });
  // Another account's WeChat: whoever has signed in here stays signed in.
  else if (current.user.id === user.id) updateUser(user);
  return user;
}

/** Signs in as whoever's WeChat this is; calls at the same time are one. Rejects with `ApiError`. */
export function signInByWechat(): Promise<User> {
  underWay ??= ask().finally(() => {
    underWay = undefined;
  });
  return underWay;
}

/** At launch: asks nothing and shows nothing. Where it fails the sign-in page tries again. */
export function recognize({ scene }: { scene?: number | undefined }): void {
  if (!IS_WEAPP || scene === SINGLE_PAGE_SCENE) return;
  const session = sessionStore.get();
  if (session ? session.user.hasWechat : hasSignedOut()) return;
  const silent = signInByWechat().catch(() => undefined);
  if (session) return;
  recognizing.set(true);
  const done = () => recognizing.set(false);
  setTimeout(done, PATIENCE_MS);
  void silent.then(done);
}
